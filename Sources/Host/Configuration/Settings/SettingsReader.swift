import Configuration
import HermesContract

/// Reads one setting at a time and refuses values that it does not accept.
struct SettingsReader {
  private let config: ConfigReader

  init(_ config: ConfigReader) { self.config = config }

  /// Reads a setting; one that is not set keeps its value.
  /// - Throws: `StartupError` that names the setting and the values it accepts.
  func read(_ setting: Setting, into settings: inout ServerSettings) throws {
    let name = setting.name
    switch setting.place {
    case .text(let path): if let text = try textValue(name) { settings[keyPath: path] = text }
    case .choice(let path, let values):
      if let choice = try choice(name, of: values) { settings[keyPath: path] = choice }
    case .number(let path, let range):
      if let number = try number(name, in: range) { settings[keyPath: path] = number }
    case .flag(let path): if let flag = try flagValue(name) { settings[keyPath: path] = flag }
    case .list(let path): if let list = listValue(name) { settings[keyPath: path] = list }
    case .networks(let path):
      if let list = listValue(name) { settings[keyPath: path] = try networks(list, of: name) }
    }
  }

  /// The value as text. A file may also contain a number, or, by mistake, a list.
  private func textValue(_ name: String) throws -> String? {
    let key = ConfigKey([name])
    if let text = config.string(forKey: key) ?? config.int(forKey: key).map(String.init) {
      return text
    }
    guard config.stringArray(forKey: key) == nil, config.intArray(forKey: key) == nil else {
      throw StartupError("\(name) is a list, but takes one value.")
    }
    return nil
  }

  private func choice(_ name: String, of allowed: [String]) throws -> String? {
    guard let text = try textValue(name) else { return nil }
    guard allowed.contains(text) else {
      throw StartupError(
        "\(name) is \"\(text)\", but must be one of \(allowed.joined(separator: ", ")).")
    }
    return text
  }

  private func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = try textValue(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw StartupError(
        "\(name) is \"\(text)\", but must be a whole number from \(range.lowerBound) to \(range.upperBound)."
      )
    }
    return number
  }

  private func flagValue(_ name: String) throws -> Bool? {
    let flag = config.bool(forKey: ConfigKey([name])).map(String.init)
    guard let text = try flag ?? textValue(name) else { return nil }
    guard let flag = Bool(text) else {
      throw StartupError("\(name) is \"\(text)\", but must be true or false.")
    }
    return flag
  }

  private func listValue(_ name: String) -> [String]? {
    let key = ConfigKey([name])
    // In a file, a single value may be written without brackets.
    let list = config.stringArray(forKey: key) ?? config.string(forKey: key).map { [$0] }
    return list?.filter { !$0.isEmpty }
  }

  private func networks(_ texts: [String], of name: String) throws -> [IPNetwork] {
    try texts.map { text in
      guard let network = IPNetwork(text) else {
        throw StartupError(
          "\(name) has \"\(text)\", which is not an IP address or network. Write it like 10.0.0.1 or 10.0.0.0/8."
        )
      }
      return network
    }
  }
}
