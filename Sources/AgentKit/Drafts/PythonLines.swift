/// Classifies lines of Python source that is read line by line: whether a line begins a module, and
/// whether prose has begun after code.
struct PythonLines: Sendable {
  /// Open brackets, an open long string, or a continued line.
  private var depth = 0
  private var quotes: Substring?
  private var goesOn = false

  /// Tracks a line of code.
  mutating func accept(_ line: String) {
    var rest = Substring(line)
    goesOn = false
    while let first = rest.first {
      if let open = quotes {
        if first == "\\" {
          rest = rest.dropFirst(2)
        } else if rest.hasPrefix(open) {
          quotes = nil
          rest = rest.dropFirst(open.count)
        } else {
          rest = rest.dropFirst()
        }
        continue
      }
      switch first {
      case "#": return
      case "\"", "'":
        let long = rest.prefix(3)
        quotes = long.count == 3 && long.allSatisfy { $0 == first } ? long : rest.prefix(1)
        rest = rest.dropFirst(quotes?.count ?? 1)
        continue
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth = max(0, depth - 1)
      case "\\": goesOn = rest.dropFirst().allSatisfy(\.isNewline)
      default: break
      }
      rest = rest.dropFirst()
    }
    // A short string ends with its line.
    if quotes?.count == 1 { quotes = nil }
  }

  /// Whether the line can't belong to the code before it: unindented prose outside a string.
  func isProse(_ line: String) -> Bool {
    guard depth == 0, quotes == nil, !goesOn, let first = line.first, !first.isWhitespace,
      !Self.isComment(line)
    else { return false }
    if line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("**") { return true }
    let words = line.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    guard words.count > 1, let second = words[1].first else { return false }
    // "That is all of it.": no statement begins like this, even if it contains Python keywords.
    if first.isUppercase, second.isLetter, words[0].allSatisfy({ $0.isLetter || $0 == "," }) {
      return true
    }
    if Self.compound.contains(words[0]) { return !line.contains { ":([{\\".contains($0) } }
    return second.isLetter && !Self.keywords.contains(words[0])
      && !Self.keywords.contains(words[1].prefix { $0.isLetter })
      && words[0].allSatisfy { $0.isLetter || $0.isNumber || "_',.!?".contains($0) }
  }

  /// Whether the line can begin a module and can't be part of a sentence.
  static func beginsModule(_ line: String) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    let words = text.split(maxSplits: 3, whereSeparator: \.isWhitespace)
    guard let first = words.first else { return false }
    switch first {
    case "def", "async", "class": return isDefinition(line)
    case "import":
      return words.count == 2 || words.count > 2 && (words[2] == "as" || words[1].hasSuffix(","))
    case "from": return words.count > 2 && words[2] == "import"
    case "if": return text.hasPrefix("if __name__")
    default: break
    }
    if first.hasPrefix("@") || first.hasPrefix("#!") { return true }
    if text.hasPrefix("\"\"\"") || text.hasPrefix("'''") || text.hasPrefix("r\"\"\"") {
      return true
    }
    // "LIMIT = 3" and "limit: int = 3"
    let name = first.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    guard !name.isEmpty, words.count > 2 else { return false }
    return name == first && words[1] == "="
      || first == name + ":" && text.contains(" = ")
  }

  static func isDefinition(_ line: String) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    return text.hasPrefix("def ") && text.contains("(")
      || text.hasPrefix("async def ") && text.contains("(")
      || text.hasPrefix("class ") && text.contains(":")
  }

  static func isComment(_ line: String) -> Bool {
    line.drop { $0 == " " || $0 == "\t" }.first == "#" && !line.hasPrefix("#!")
  }

  static func isBlankOrComment(_ line: String) -> Bool {
    isComment(line) || line.allSatisfy(\.isWhitespace)
  }

  private static let compound: Set<Substring> = [
    "if", "for", "while", "with", "try", "class", "def", "match", "elif", "except",
  ]
  private static let keywords: Set<Substring> = [
    "and", "as", "assert", "async", "await", "break", "case", "continue", "del", "else",
    "finally", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
    "pass", "raise", "return", "type", "yield",
  ]
}
