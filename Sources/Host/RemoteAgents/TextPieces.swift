/// Splits a long text into pieces of whole scalars.
enum TextPieces {
  /// - Parameter maximumBytes: UTF-8 bytes of a piece, at least 4.
  /// - Returns: at least one piece; an empty text is one empty piece.
  static func pieces(of text: String, maximumBytes: Int) -> [String] {
    var pieces: [String] = []
    var rest = text.utf8[...]
    repeat {
      var end =
        rest.index(rest.startIndex, offsetBy: maximumBytes, limitedBy: rest.endIndex)
        ?? rest.endIndex
      while end < rest.endIndex, rest[end] & 0xC0 == 0x80 { end = rest.index(before: end) }
      pieces.append(String(text.unicodeScalars[rest.startIndex..<end]))
      rest = rest[end...]
    } while !rest.isEmpty
    return pieces
  }
}
