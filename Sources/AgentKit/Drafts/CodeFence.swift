/// The line that opens a fenced Markdown block, and the rules for the lines of the block.
struct CodeFence: Sendable {
  private let mark: Character
  private let length: Int
  private let indent: Int
  /// In lower case; empty if the fence names none.
  let language: String

  /// Nil if the line does not open a block.
  init?(opening line: String) {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
    let length = text.prefix { $0 == mark }.count
    let info = text.dropFirst(length)
    // Backticks on one line are inline code.
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

  /// The line without the block's indentation.
  func content(of line: String) -> String {
    var rest = Substring(line)
    for _ in 0..<indent {
      guard let first = rest.first, first == " " || first == "\t" else { break }
      rest = rest.dropFirst()
    }
    return String(rest)
  }
}
