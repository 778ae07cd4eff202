extension StringProtocol {
  /// The lines without their terminators: LF, CRLF or a single CR. A text that ends with a line
  /// break has an empty last line.
  ///
  /// Do not use `split(separator: "\n")`: CRLF is a single `Character` and not equal to it.
  public var lines: [SubSequence] {
    var lines: [SubSequence] = []
    let bytes = utf8
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      let next = bytes.index(after: index)
      switch bytes[index] {
      case UInt8(ascii: "\n"):
        lines.append(self[start..<index])
        start = next
      case UInt8(ascii: "\r"):
        lines.append(self[start..<index])
        start =
          next < endIndex && bytes[next] == UInt8(ascii: "\n") ? bytes.index(after: next) : next
      default: break
      }
      index = start > next ? start : next
    }
    lines.append(self[start...])
    return lines
  }
}
