/// The name of a new agent: a capital letter, then letters and digits, so that it can serve as the
/// name of the agent, of a type in any of the languages, and of a file.
package struct ProjectName: Sendable, Equatable {
  /// In characters, which are ASCII.
  package static let maximumLength = 48

  /// The name as given.
  package let text: String
  /// The name of a Rust package: `WeatherReport` becomes `weather_report`.
  package let snakeCase: String

  /// Names that the languages, AgentKit and the crate use themselves, in snake case.
  private static let taken: Set<String> = [
    "agent", "agent_abi", "agent_artifact", "agent_call", "agent_card", "agent_error", "agent_kit",
    "agent_log", "agent_part", "agent_request", "agent_result", "agent_skill", "alloc", "alphabet",
    "alphabet_tests", "any", "array", "artifact", "as", "async", "await", "bool", "box", "break",
    "call", "card", "character", "const", "continue", "core", "crate", "do", "double", "dyn",
    "else",
    "enum", "extern", "false", "final", "float", "fn", "for", "foundation", "hermes_agent", "if",
    "impl", "in", "int", "json", "json_value", "let", "log", "loop", "macro", "match", "mod",
    "move",
    "mut", "never", "option", "optional", "output", "package", "priv", "proc_macro", "protocol",
    "pub", "ref", "request", "result", "return", "self", "skill", "static", "std", "string",
    "struct",
    "super", "swift", "test", "testing", "trait", "true", "try", "type", "union", "unsafe", "use",
    "vec", "vendor", "virtual", "void", "where", "while", "yield",
  ]

  /// - Throws: `ScaffoldError` that suggests a valid name, if possible.
  package init(_ text: String) throws(ScaffoldError) {
    let bytes = Array(text.utf8)
    let isPlain = bytes.allSatisfy { Self.isLetter($0) || Self.isDigit($0) }
    guard isPlain, let first = bytes.first, Self.isLetter(first), first & 0x20 == 0 else {
      let hint = Self.suggestion(for: text).map { ", for example \($0)" } ?? ""
      throw ScaffoldError(
        "\"\(text)\" can't be the name of an agent: use a capital letter, then letters and digits\(hint)."
      )
    }
    guard bytes.count <= Self.maximumLength else {
      throw ScaffoldError(
        "The name has \(bytes.count) characters; \(Self.maximumLength) are allowed. Use a shorter one."
      )
    }
    let snake = Self.snakeCase(bytes)
    guard !Self.taken.contains(snake) else {
      throw ScaffoldError(
        "\"\(text)\" means something else in Swift, Rust or the SDK. Use another name, for example My\(text)."
      )
    }
    self.text = text
    snakeCase = snake
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// The words of `text` in PascalCase; nil if nothing of it can be used.
  static func suggestion(for text: String) -> String? {
    let words = text.utf8.split { !isLetter($0) && !isDigit($0) }
    let name = words.map { word in
      let word = String(decoding: word, as: UTF8.self)
      return word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
    let kept = name.drop { !$0.isLetter }
    guard let first = kept.first else { return nil }
    return String(first.uppercased() + kept.dropFirst())
  }

  /// Starts a word at a capital after a small letter or digit, or before a small letter:
  /// `HTTPAgent2` becomes `http_agent2`.
  private static func snakeCase(_ bytes: [UInt8]) -> String {
    func isCapital(_ byte: UInt8) -> Bool { isLetter(byte) && byte & 0x20 == 0 }
    var out: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if index > 0, isCapital(byte) {
        let isAfterSmall = !isCapital(bytes[index - 1])
        let isBeforeSmall =
          index + 1 < bytes.count && isLetter(bytes[index + 1]) && !isCapital(bytes[index + 1])
        if isAfterSmall || isBeforeSmall { out.append(UInt8(ascii: "_")) }
      }
      out.append(isLetter(byte) ? byte | 0x20 : byte)
    }
    return String(decoding: out, as: UTF8.self)
  }
}
