/// Cuts and normalizes the text of cells.
enum CellText {
  /// Without white space, byte order marks and zero-width spaces at both ends.
  static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    // Most cells have ASCII characters at both ends.
    if first > 32, first < 127, last > 32, last < 127 { return text }
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isBlank($0) }),
      let end = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[start...end])
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0xA0, 0x200B, 0x202F, 0xFEFF: true
    case 0...127: false
    default: scalar.properties.isWhitespace
    }
  }

  /// At most this many scalars, with an ellipsis for the rest.
  static func cut(_ text: String, to count: Int) -> String {
    // There are never more scalars than bytes.
    guard text.utf8.count > count else { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: count, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  /// True for text of only ASCII digits, at least one.
  static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  static func isBoolean(_ text: String) -> Bool {
    guard text.utf8.count == 4 || text.utf8.count == 5 else { return false }
    return ["true", "false"].contains(text.lowercased())
  }
}
