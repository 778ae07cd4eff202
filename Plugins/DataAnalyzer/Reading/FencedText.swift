import AgentKit

/// Text split at its ``` or ~~~ lines.
struct FencedText: Sendable {
  struct Block: Sendable {
    /// The text after the opening fence, in lower case; often empty.
    let language: String
    let text: String
  }

  var blocks: [Block] = []
  /// The lines outside all blocks.
  var prose: [String] = []

  init(_ text: String) {
    var open: (mark: String, language: String)?
    // A separate variable: appending to an array that has a second reference copies it for each
    // line.
    var inside: [String] = []
    for line in text.lines.map(String.init) {
      let mark = Self.fenceMark(of: line)
      if let block = open {
        if let mark, mark.hasPrefix(block.mark), Self.language(line, mark: mark).isEmpty {
          close(block.language, lines: inside)
          (open, inside) = (nil, [])
        } else {
          inside.append(line)
        }
      } else if let mark {
        open = (mark, Self.language(line, mark: mark))
      } else {
        prose.append(line)
      }
    }
    // An unclosed fence still contains the lines after it.
    if let open { close(open.language, lines: inside) }
  }

  private mutating func close(_ language: String, lines: [String]) {
    blocks.append(Block(language: language, text: lines.map { $0 + "\n" }.joined()))
  }

  /// "```" or longer at the start of a line; nil for any other line.
  private static func fenceMark(of line: String) -> String? {
    let start = line.utf8.drop { $0 == 32 }
    guard let first = start.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else {
      return nil
    }
    let mark = start.prefix { $0 == first }
    return mark.count >= 3 ? String(decoding: mark, as: UTF8.self) : nil
  }

  private static func language(_ line: String, mark: String) -> String {
    CellText.trimmed(String(CellText.trimmed(line).dropFirst(mark.count))).lowercased()
  }
}
