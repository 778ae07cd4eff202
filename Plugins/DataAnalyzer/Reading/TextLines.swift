/// Cuts text into lines that end with LF, CRLF or CR.
///
/// It works on bytes: to Swift "\r\n" is one `Character`, which no comparison with "\n" finds.
enum TextLines {
  /// The lines without their ends. Text that ends with a line break has an empty last line.
  static func of(_ text: some StringProtocol) -> [String] {
    let bytes = Array(text.utf8)
    return ranges(of: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Where the lines lie, without their ends.
  static func ranges(of bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { bytes in
      var ranges: [Range<Int>] = []
      var (start, position) = (0, 0)
      while position < bytes.count {
        let byte = bytes[position]
        guard byte == 10 || byte == 13 else {
          position += 1
          continue
        }
        ranges.append(start..<position)
        let isPair = byte == 13 && position + 1 < bytes.count && bytes[position + 1] == 10
        position += isPair ? 2 : 1
        start = position
      }
      ranges.append(start..<bytes.count)
      return ranges
    }
  }
}
