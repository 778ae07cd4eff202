import Foundation

/// Encodes what an agent sends to the host as JSON that the host accepts.
enum OutgoingJSON {
  /// The host refuses longer runs of combining marks (Unicode Standard Annex #15, section 13). An
  /// agent's texts may come from anywhere, such as from a program that it ran, so marks beyond the
  /// limit are dropped.
  private static let maximumMarks = 30
  /// The lead byte of U+0300, the first combining mark.
  private static let firstMarkLead: UInt8 = 0xCC

  /// - Throws: `EncodingError` for a number that JSON can't represent.
  static func encoded(_ value: some Encodable) throws -> Data {
    let data = try JSONEncoder().encode(value)
    return data.contains { $0 >= firstMarkLead } ? shortened(data) : data
  }

  /// Linear: scalars are inspected one by one, and no text is normalized.
  private static func shortened(_ data: Data) -> Data {
    var kept = String.UnicodeScalarView()
    var run = 0
    for scalar in String(decoding: data, as: UTF8.self).unicodeScalars {
      let isMark =
        scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered
        || composedMarks.contains(scalar.value)
      run = isMark ? run + 1 : 0
      if run <= maximumMarks { kept.append(scalar) }
    }
    return Data(String(kept).utf8)
  }

  /// Characters whose decomposition consists only of marks.
  private static let composedMarks: Set<UInt32> = [0x0344, 0x0F73, 0x0F75, 0x0F81]
}
