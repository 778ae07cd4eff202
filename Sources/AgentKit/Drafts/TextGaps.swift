extension StringProtocol {
  /// The text without long gaps: a run of more than eight blanks is reduced to its line ends, at
  /// most two, or else to one space. The time of regular expressions that search for words grows
  /// with the square of the length of such a run.
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

  /// Whether there may be a long gap: most texts have none, so that even megabytes are scanned only
  /// once.
  private var hasLongGap: Bool {
    var length = 0
    for byte in utf8 {
      // A byte outside ASCII may be part of a blank.
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
