extension StringProtocol {
  /// The text without long gaps: of more than eight blanks in a row are kept the line ends, two at most, or else one
  /// space. What looks for words with regular expressions takes time with the square of how many blanks stand in a row.
  public var withShortGaps: String {
    guard hasLongGap else { return String(self) }
    var text = String.UnicodeScalarView()
    var gap: [Unicode.Scalar] = []
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace {
        gap.append(scalar)
        continue
      }
      if !gap.isEmpty {
        text.append(contentsOf: Self.short(gap))
        gap.removeAll(keepingCapacity: true)
      }
      text.append(scalar)
    }
    text.append(contentsOf: Self.short(gap))
    return String(text)
  }

  /// Whether there may be one: most texts have none, and megabytes are looked through once.
  private var hasLongGap: Bool {
    var length = 0
    for byte in utf8 {
      // What is not ASCII may be a blank.
      length = byte <= UInt8(ascii: " ") || byte >= 0x80 ? length + 1 : 0
      if length > 8 { return true }
    }
    return false
  }

  private static func short(_ gap: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard gap.count > 8 else { return gap }
    let ends = gap.filter { $0 == "\n" }.prefix(2)
    return ends.isEmpty ? [" "] : Array(ends)
  }
}
