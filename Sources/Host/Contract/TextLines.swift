extension StringProtocol {
  /// The lines without their ends: LF, CRLF or a CR alone. A text that ends with a line's end has an
  /// empty last line.
  ///
  /// AgentKit has the same: it goes into agents' projects without anything of the host.
  ///
  /// Never by `split(separator: "\n")`: CRLF is one `Character` and not equal to it.
  package var lines: [SubSequence] {
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
