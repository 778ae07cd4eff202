/// Formats the server's times (ISO 8601 with milliseconds, UTC) for people.
package enum TimeText {
  /// "2026-11-28 15:51:25"; text in any other format is returned unchanged.
  package static func short(_ text: String) -> String {
    guard text.utf8.count >= 19, text.utf8.dropFirst(10).first == UInt8(ascii: "T") else {
      return text
    }
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))"
  }

  /// The time between two moments; nil if one can't be parsed.
  package static func elapsed(from start: String, to end: String) -> String? {
    guard let start = milliseconds(start), let end = milliseconds(end) else { return nil }
    let length = max(0, end - start)
    if length >= 60_000 { return Count.elapsed(.milliseconds(length)) }
    let tenths = (length + 50) / 100
    return "\(tenths / 10).\(tenths % 10) s"
  }

  /// Milliseconds since 0000-03-01, by the days-from-civil algorithm.
  private static func milliseconds(_ text: String) -> Int? {
    let fields = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    guard fields.count >= 6, (1...12).contains(fields[1]), fields.allSatisfy({ $0 < 100_000 })
    else { return nil }
    let year = fields[1] > 2 ? fields[0] : fields[0] - 1
    let month = (fields[1] + 9) % 12
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + fields[2]
    let seconds = (days * 24 + fields[3]) * 3600 + fields[4] * 60 + fields[5]
    return seconds * 1000 + (fields.count > 6 ? fields[6] : 0)
  }
}
