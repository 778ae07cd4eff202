/// Measures how deep a TOML text nests, without recursion and before it is parsed: the parser
/// recurses once per level and would overflow the stack on a few hundred kilobytes of brackets.
struct TOMLNesting {
  private let bytes: [UInt8]
  private var index = 0
  private var brackets = 0
  /// Dots since the last byte that ended a key.
  private var dots = 0
  private var line = 1

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The first line on which brackets or the parts of a dotted key go deeper than `limit`.
  static func lineDeeper(than limit: Int, in text: String) -> Int? {
    var nesting = TOMLNesting(text)
    while nesting.index < nesting.bytes.count {
      nesting.advance()
      if nesting.brackets > limit || nesting.dots >= limit { return nesting.line }
    }
    return nil
  }

  private mutating func advance() {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return skipString(byte)
    case UInt8(ascii: "#"):
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      return
    case UInt8(ascii: "["), UInt8(ascii: "{"): (brackets, dots) = (brackets + 1, 0)
    case UInt8(ascii: "]"), UInt8(ascii: "}"): (brackets, dots) = (max(0, brackets - 1), 0)
    case UInt8(ascii: "."): dots += 1
    case UInt8(ascii: "="), UInt8(ascii: ","): dots = 0
    case 0x0A: (line, dots) = (line + 1, 0)
    default: break
    }
    index += 1
  }

  private mutating func skipString(_ quote: UInt8) {
    let isLong = startsRun(of: quote, count: 3)
    // An empty string is two quotes, not the start of a multi-line string.
    index += isLong ? 3 : 1
    while index < bytes.count {
      if bytes[index] == 0x0A {
        line += 1
        // Unterminated: the parser reports it.
        if !isLong { return }
      }
      if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 2
      } else if startsRun(of: quote, count: isLong ? 3 : 1) {
        index += isLong ? 3 : 1
        return
      } else {
        index += 1
      }
    }
  }

  private func startsRun(of quote: UInt8, count: Int) -> Bool {
    index + count <= bytes.count && (0..<count).allSatisfy { bytes[index + $0] == quote }
  }
}
