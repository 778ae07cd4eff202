import Foundation
import HermesContract
import Testing

struct TimestampTests {
  @Test(
    "A moment is written as RFC 3339 in UTC with milliseconds",
    arguments: [
      (-1, "1969-12-31T23:59:59.999Z"), (-86_400_000, "1969-12-31T00:00:00.000Z"),
      (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"),
      (86_399_999, "1970-01-01T23:59:59.999Z"), (86_400_000, "1970-01-02T00:00:00.000Z"),
      (68_169_600_000, "1972-02-29T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (951_868_800_000, "2000-03-01T00:00:00.000Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
      (4_107_456_000_000, "2100-02-28T00:00:00.000Z"),
      (1_737_628_245_123, "2025-01-23T10:30:45.123Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func text(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).text == text)
  }

  @Test("Foundation writes the same text for moments of 8000 years")
  func foundationAgrees() {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    var generator = Seeded(7)
    for _ in 0..<5000 {
      let seconds = Int64.random(in: 0...253_402_300_799, using: &generator)
      // Eighths are exact in a Double: Foundation is not asked to round.
      let eighth = Int64.random(in: 0...7, using: &generator) * 125
      let date = Date(timeIntervalSince1970: Double(seconds) + Double(eighth) / 1000)
      let text = Timestamp(milliseconds: seconds * 1000 + eighth).text
      if text != date.formatted(style) { Issue.record("\(text) and \(date.formatted(style))") }
    }
  }

  @Test("The last day of each month from 1970 to 2400 is followed by the first of the next")
  func monthEnds() {
    var day: Int64 = 0
    for year in 1970...2400 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, days) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        .enumerated()
      {
        for end in [0, days - 1] {
          let text = Timestamp(milliseconds: (day + Int64(end)) * 86_400_000).text
          let wanted = [year, month + 1, end + 1].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(
            separator: "-")
          if text != wanted + "T00:00:00.000Z" { Issue.record("\(text), not \(wanted)") }
        }
        day += Int64(days)
      }
    }
  }

  @Test("Moments are ordered, and their distance is in seconds")
  func arithmetic() {
    let early = Timestamp(milliseconds: 1_500)
    let late = early.adding(seconds: 2)
    #expect(early < late && late.milliseconds == 3_500)
    #expect(late.seconds(since: early) == 2)
    #expect(Timestamp.now > early)
  }
}
