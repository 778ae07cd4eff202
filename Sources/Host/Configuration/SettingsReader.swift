import Configuration
import HermesContract

/// Reads one setting at a time and refuses what it does not take.
struct SettingsReader {
  /// Settings with several values; in the environment separated by commas.
  static let lists: Set<String> = ["agents", "allow_origin"]

  private let config: ConfigReader

  init(_ config: ConfigReader) { self.config = config }

  private func key(_ name: String) -> ConfigKey { ConfigKey([name]) }

  func read(_ name: String, into value: inout String) throws {
    if let text = config.string(forKey: key(name)) { value = text }
  }

  func read(_ name: String, oneOf allowed: [String], into value: inout String) throws {
    guard let text = config.string(forKey: key(name)) else { return }
    guard allowed.contains(text) else {
      throw StartupError(
        "\(name) is \"\(text)\", but must be one of \(allowed.joined(separator: ", ")).")
    }
    value = text
  }

  func read(_ name: String, _ range: ClosedRange<Int>, into value: inout Int) throws {
    // From a flag or the environment it is text, from a file a number.
    guard let text = config.string(forKey: key(name)) ?? config.int(forKey: key(name)).map(String.init)
    else { return }
    guard let number = Int(text), range.contains(number) else {
      throw StartupError(
        "\(name) is \"\(text)\", but must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    value = number
  }

  func read(_ name: String, into value: inout [String]) {
    if let list = config.stringArray(forKey: key(name)) { value = list.filter { !$0.isEmpty } }
  }
}
