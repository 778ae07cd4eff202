/// The bound of the Stream-Safe Text Format (Unicode Standard Annex #15, section 13) on consecutive
/// combining marks.
///
/// Swift compares, hashes and lowercases a `String` in its normal form, and ordering a run of
/// combining marks takes quadratic time: 400 KB of them block a thread for seconds. Text from
/// outside is therefore checked before it becomes a `String` that anything compares.
package enum StreamSafeText {
  /// 30: far more than any language or notation needs.
  package static let maximumMarks = 30

  /// The lead byte of U+0300, the first combining mark.
  private static let firstMarkLead: UInt8 = 0xCC
  /// Characters that are not marks themselves but decompose entirely into marks (UAX #15,
  /// "non-starter decompositions").
  private static let composedMarks: Set<UInt32> = [0x0344, 0x0F73, 0x0F75, 0x0F81]

  /// Whether no run of marks exceeds the bound. Linear in the length of `bytes`; ASCII costs one
  /// comparison per byte.
  /// - Parameter bytes: valid UTF-8; for other bytes the result is meaningless.
  package static func isSafe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var run = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte >= firstMarkLead else {
        // A continuation byte belongs to a character that was counted at its lead byte or, below
        // U+0300, ended the run there.
        if byte < 0x80 || byte >= 0xC0 { run = 0 }
        index += 1
        continue
      }
      let (scalar, length) = decode(bytes, at: index)
      run = isMark(scalar) ? run + 1 : 0
      if run > maximumMarks { return false }
      index += length
    }
    return true
  }

  /// The same for bytes that need not be contiguous.
  package static func isSafe(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.withContiguousStorageIfAvailable { isSafe($0) }
      ?? Array(bytes).withUnsafeBufferPointer { isSafe($0) }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass != .notReordered
      || composedMarks.contains(scalar.value)
  }

  /// The character of two to four bytes at `index`; a replacement character of length one if the
  /// text ends within it or the bytes are invalid.
  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = bytes[index]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for next in (index + 1)..<(index + length) { value = value << 6 | UInt32(bytes[next] & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
    return (scalar, length)
  }
}
