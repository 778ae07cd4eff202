/// The line that opens a fenced block of Markdown, and what belongs to the block.
struct CodeFence: Sendable {
  private let mark: Character
  private let length: Int
  private let indent: Int
  /// In small letters; empty if it says none.
  let language: String

  /// nil: the line opens no block.
  init?(opening line: String) {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
    let length = text.prefix { $0 == mark }.count
    let info = text.dropFirst(length)
    // Backticks on one line are code inside of words.
    guard length >= 3, !info.contains("`") else { return nil }
    self.mark = mark
    self.length = length
    indent = line.count - text.count
    // "python", "{.python}", "python title=…", "py:main.py", "main.py"
    let word = info.drop { " \t{.=".contains($0) }.prefix {
      !$0.isWhitespace && !"}:,{=".contains($0)
    }
    let name = word.prefix(40).lowercased()
    language = name.hasSuffix(".py") ? "python" : name
  }

  /// Whether the line closes the block.
  func isClosed(by line: String) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    let count = text.prefix { $0 == mark }.count
    return count >= length && text.dropFirst(count).allSatisfy(\.isWhitespace)
  }

  /// The line without the indentation of the block.
  func content(of line: String) -> String {
    var rest = Substring(line)
    for _ in 0..<indent {
      guard let first = rest.first, first == " " || first == "\t" else { break }
      rest = rest.dropFirst()
    }
    return String(rest)
  }
}
