import AgentKit

/// Text taken apart at its ``` or ~~~ lines.
struct FencedText: Sendable {
  struct Block: Sendable {
    /// What stands behind the opening fence, lower-cased; often empty.
    let language: String
    let text: String
  }

  var blocks: [Block] = []
  /// The lines outside of every block.
  var prose: [String] = []

  init(_ text: String) {
    var open: (mark: String, language: String)?
    // Beside it: what is bound to a second name is copied at each line.
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
    // A fence that was never closed still holds what follows it.
    if let open { close(open.language, lines: inside) }
  }

  private mutating func close(_ language: String, lines: [String]) {
    blocks.append(Block(language: language, text: lines.map { $0 + "\n" }.joined()))
  }

  /// "```" or longer at the start of a line, nil of any other.
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
