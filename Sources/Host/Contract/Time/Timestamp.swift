#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A moment in UTC with millisecond precision, written as `2025-01-23T10:30:45.123Z` (RFC 3339).
package struct Timestamp: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Later than every other time: of what never expires.
  package static let never = Timestamp(milliseconds: .max)

  /// The current time of the system's clock, which may be set.
  package static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The RFC 3339 form.
  package var text: String {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    // Before 1970 too, a day is counted from its own midnight.
    let (days, millisecondOfDay) = rest < 0 ? (whole - 1, rest + 86_400_000) : (whole, rest)
    let (year, month, day) = Self.date(days: days)
    let second = millisecondOfDay / 1000
    let fields: [(Int64, Int, UInt8)] = [
      (year, 4, UInt8(ascii: "-")), (month, 2, UInt8(ascii: "-")), (day, 2, UInt8(ascii: "T")),
      (second / 3600, 2, UInt8(ascii: ":")), (second / 60 % 60, 2, UInt8(ascii: ":")),
      (second % 60, 2, UInt8(ascii: ".")), (millisecondOfDay % 1000, 3, UInt8(ascii: "Z")),
    ]
    return String(unsafeUninitializedCapacity: 24) { buffer in
      var end = 0
      for (value, width, separator) in fields {
        var rest = value
        for place in stride(from: width - 1, through: 0, by: -1) {
          buffer[end + place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
        buffer[end + width] = separator
        end += width + 1
      }
      return end
    }
  }

  /// The proleptic Gregorian date `days` after 1 January 1970, computed in 400-year eras that begin
  /// in March, so that the leap day is the last day of its year.
  private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Seconds from `start` to this moment; negative if `start` is later.
  package func seconds(since start: Timestamp) -> Double {
    Double(milliseconds - start.milliseconds) / 1000
  }

  /// The moment so many seconds later; earlier for a negative number.
  package func adding(seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds + seconds * 1000)
  }
}
