import Configuration
import HermesContract

/// Reads one setting at a time and refuses what it does not take.
final class SettingsReader {
  /// Settings with several values; in the environment separated by commas.
  static let lists: Set<String> = [
    "agents", "allow_origin", "trusted_keys", "trusted_proxies", "otlp_headers",
  ]

  private let config: ConfigReader
  /// Every name that was asked for: there are no other settings.
  private(set) var names: Set<String> = []

  init(_ config: ConfigReader) { self.config = config }

  private func key(_ name: String) -> ConfigKey {
    names.insert(name)
    return ConfigKey([name])
  }

  /// The value as text: a file also has numbers and, where one value was meant, lists.
  private func text(_ name: String) throws -> String? {
    let key = key(name)
    if let text = config.string(forKey: key) ?? config.int(forKey: key).map(String.init) {
      return text
    }
    guard config.stringArray(forKey: key) == nil, config.intArray(forKey: key) == nil else {
      throw StartupError("\(name) is a list, but takes one value.")
    }
    return nil
  }

  func read(_ name: String, into value: inout String) throws {
    if let text = try text(name) { value = text }
  }

  func read(_ name: String, oneOf allowed: [String], into value: inout String) throws {
    guard let text = try text(name) else { return }
    guard allowed.contains(text) else {
      throw StartupError(
        "\(name) is \"\(text)\", but must be one of \(allowed.joined(separator: ", ")).")
    }
    value = text
  }

  func read(_ name: String, _ range: ClosedRange<Int>, into value: inout Int) throws {
    guard let text = try text(name) else { return }
    guard let number = Int(text), range.contains(number) else {
      throw StartupError(
        "\(name) is \"\(text)\", but must be a whole number from \(range.lowerBound) to \(range.upperBound)."
      )
    }
    value = number
  }

  func read(_ name: String, into value: inout Bool) throws {
    let key = key(name)
    guard let text = try config.bool(forKey: key).map(String.init) ?? text(name) else { return }
    guard let flag = Bool(text) else {
      throw StartupError("\(name) is \"\(text)\", but must be true or false.")
    }
    value = flag
  }

  func read(_ name: String, into value: inout [String]) {
    // In a file one value may stand without brackets.
    let list =
      config.stringArray(forKey: key(name)) ?? config.string(forKey: key(name)).map { [$0] }
    if let list { value = list.filter { !$0.isEmpty } }
  }
}
