import HermesContract

/// One setting: its name, the values it accepts, where its value is stored, and its description.
/// Its default is the value in a new `ServerSettings`.
package struct Setting: Sendable {
  typealias Path<Value> = any WritableKeyPath<ServerSettings, Value> & Sendable

  enum Place: Sendable {
    case text(Path<String>)
    case choice(Path<String>, of: [String])
    case number(Path<Int>, in: ClosedRange<Int>)
    case flag(Path<Bool>)
    /// Comma-separated in the environment.
    case list(Path<[String]>)
    case networks(Path<[IPNetwork]>)
  }

  /// The name in the settings file; in the environment it is `HERMES_` and the name in capitals.
  package let name: String
  let place: Place
  /// The accepted values, if `place` does not determine them; Markdown.
  private let takes: String?
  /// The default, if it is more than a plain value; Markdown.
  private let shownDefault: String?
  /// A phrase, possibly followed by sentences; Markdown.
  package let meaning: String
  /// Whether a running server can take a new value.
  package private(set) var isReloadable = false

  var isList: Bool {
    switch place {
    case .list, .networks: true
    case .text, .choice, .number, .flag: false
    }
  }

  /// The default as the documentation shows it; Markdown.
  package var defaultText: String {
    if let shownDefault { return shownDefault }
    let settings = ServerSettings()
    return switch place {
    case .text(let path), .choice(let path, _): Self.codeSpan(settings[keyPath: path]) ?? "none"
    case .number(let path, _): "\(settings[keyPath: path])"
    case .flag(let path): "`\(settings[keyPath: path])`"
    case .list, .networks: "none"
    }
  }

  /// The accepted values as the documentation shows them; Markdown, empty if any text is accepted.
  package var rangeText: String {
    if let takes { return takes }
    return switch place {
    case .text: ""
    case .choice(_, let values): values.compactMap(Self.codeSpan).joined(separator: ", ")
    case .number(_, let range): "\(Self.short(range.lowerBound)) to \(Self.short(range.upperBound))"
    case .flag: "`true`, `false`"
    case .list, .networks: "list"
    }
  }

  /// The help text of a flag; plain text.
  package var help: String {
    // Strip links, which only make sense in the documentation.
    let text = meaning.replacing(/:? \(?\[[^\]]*\]\([^)]*\)\)?/, with: "").replacing("`", with: "")
    let plain = text.split(separator: ". ").first ?? ""
    let first = plain.prefix(1).uppercased() + plain.dropFirst()
    let fallback = defaultText.replacing("`", with: "")
    return
      "\(first)\(helpSuffix) (HERMES_\(name.uppercased())\(fallback == "none" ? "" : "; default: \(fallback)"))."
  }

  /// What the help adds to the meaning: the values of a choice, or that the flag may be repeated.
  private var helpSuffix: String {
    switch place {
    case .choice(_, let values):
      ": \(values.dropLast().joined(separator: ", ")) or \(values.last ?? "")"
    case .list, .networks: "; repeatable"
    case .text, .number, .flag: ""
    }
  }

  private static func codeSpan(_ value: String) -> String? { value.isEmpty ? nil : "`\(value)`" }

  /// Abbreviates large powers: nobody counts nine zeros.
  private static func short(_ number: Int) -> String {
    if number == 1 << 50 { return "2^50" }
    let digits = String(number)
    let isPower =
      digits.count > 9 && digits.dropFirst().allSatisfy { $0 == "0" } && digits.first == "1"
    return isPower ? "10^\(digits.count - 1)" : digits
  }
}

// Constructors for the table.
extension Setting {
  /// The same setting, of which a running server can take a new value.
  var reloadable: Setting {
    var setting = self
    setting.isReloadable = true
    return setting
  }

  static func text(
    _ name: String, at path: Path<String>,
    takes: String? = nil, shownDefault: String? = nil, meaning: String
  ) -> Setting {
    Setting(
      name: name, place: .text(path), takes: takes, shownDefault: shownDefault, meaning: meaning)
  }

  static func choice(
    _ name: String, at path: Path<String>,
    of values: [String], meaning: String
  ) -> Setting {
    Setting(
      name: name, place: .choice(path, of: values), takes: nil, shownDefault: nil, meaning: meaning)
  }

  static func number(
    _ name: String, at path: Path<Int>,
    in range: ClosedRange<Int>, meaning: String
  ) -> Setting {
    Setting(
      name: name, place: .number(path, in: range), takes: nil, shownDefault: nil, meaning: meaning)
  }

  static func flag(
    _ name: String, at path: Path<Bool>, meaning: String
  ) -> Setting {
    Setting(name: name, place: .flag(path), takes: nil, shownDefault: nil, meaning: meaning)
  }

  static func list(
    _ name: String, at path: Path<[String]>,
    takes: String? = nil, shownDefault: String? = nil, meaning: String
  ) -> Setting {
    Setting(
      name: name, place: .list(path), takes: takes, shownDefault: shownDefault, meaning: meaning)
  }

  static func networks(
    _ name: String, at path: Path<[IPNetwork]>,
    takes: String, meaning: String
  ) -> Setting {
    Setting(
      name: name, place: .networks(path), takes: takes, shownDefault: nil, meaning: meaning)
  }
}
