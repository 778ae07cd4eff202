extension String {
  /// The text if it has at most `maximumBytes` of UTF-8, otherwise its beginning followed by "…",
  /// within that size. Linear time for any content. `maximumBytes` must be at least 3.
  package func cut(toBytes maximumBytes: Int) -> String {
    guard utf8.count > maximumBytes else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: maximumBytes - 3)
    // Don't cut inside a scalar.
    while utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return String(unicodeScalars[..<end]) + "…"
  }
}
