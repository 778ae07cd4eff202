import AgentKit

/// A module as a model wrote it. Nothing here checks that it runs; this only distinguishes Python
/// from prose and from a truncated module.
struct DraftedModule {
  static let maximumBytes = 64 << 10

  let source: String
  /// The first function or class.
  let main: String?

  /// - Throws: `AgentModel.Unusable`.
  init(_ source: String) throws {
    guard !source.isEmpty else { throw AgentModel.Unusable("no code in its answer") }
    self.source = source.hasSuffix("\n") ? source : source + "\n"
    let statements = try Self.statements(of: self.source)
    guard !statements.contains(where: Self.isProse) else {
      throw AgentModel.Unusable("its answer is not Python")
    }
    let definition = statements.lazy.compactMap(Self.definedName).first
    guard definition != nil || statements.contains(where: { $0.contains(where: "=(".contains) })
    else { throw AgentModel.Unusable("its answer is not Python") }
    main = definition
  }

  /// The first lines of the unindented statements, without comments and strings.
  private static func statements(of source: String) throws -> [Substring] {
    var code = ""
    for segment in PythonSegment.split(source) {
      switch segment.kind {
      case .code: code += segment.text
      case .comment: break
      case .string, .longString:
        let quotes = segment.kind == .string ? 1 : 3
        guard segment.text.count >= 2 * quotes,
          segment.text.suffix(quotes) == segment.text.prefix(quotes)
        else { throw AgentModel.Unusable("its answer was cut off") }
        code += "\"\""
      }
    }
    var statements: [Substring] = []
    var depth = 0
    var continues = false
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      if depth == 0, !continues, let first = line.first, !first.isWhitespace {
        statements.append(line)
      }
      depth += line.count { "([{".contains($0) } - line.count { ")]}".contains($0) }
      guard depth >= 0 else { throw AgentModel.Unusable("its answer is not Python") }
      continues = line.last == "\\"
    }
    guard depth == 0 else { throw AgentModel.Unusable("its answer was cut off") }
    return statements
  }

  /// Whether the statement begins with two words that are not Python keywords.
  private static func isProse(_ statement: Substring) -> Bool {
    let words = statement.split(separator: " ", maxSplits: 2)
    guard words.count > 1, let second = words[1].first, second.isLetter else { return false }
    return !keywords.contains(words[0])
      && !keywords.contains(words[1].prefix { $0.isLetter })
      && words[0].allSatisfy { $0.isLetter || $0.isNumber || "_',.!?".contains($0) }
  }

  private static func definedName(_ statement: Substring) -> String? {
    let words = statement.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    guard let index = words.firstIndex(where: { $0 == "def" || $0 == "class" }), index <= 1,
      words.count > index + 1
    else { return nil }
    return String(words[index + 1])
  }

  private static let keywords: Set<Substring> = [
    "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "type", "while",
    "with", "yield",
  ]
}
