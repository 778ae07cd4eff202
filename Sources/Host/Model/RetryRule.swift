import Foundation

/// Whether and when a request that has produced nothing yet is sent again.
struct RetryRule {
  static let attempts = 4
  /// A longer wait that a server asks for is not accepted.
  static let longestDelay = Duration.seconds(30)

  /// - Parameters:
  ///   - attempt: how many attempts have failed, from 1.
  ///   - asked: the delay that the server asked for.
  ///   - jitter: 0...1.
  /// - Returns: nil if it is not sent again.
  static func delay(after attempt: Int, asked: Duration?, jitter: Double) -> Duration? {
    guard attempt < attempts else { return nil }
    if let asked { return asked <= longestDelay ? asked : nil }
    return .milliseconds(250) * (1 << (attempt - 1)) * (1 + jitter)
  }

  /// The delay in `Retry-After`: seconds or a date (RFC 9110, section 10.2.3); nil if it cannot be
  /// parsed.
  static func retryAfter(_ header: String?, now: Date) -> Duration? {
    guard let header else { return nil }
    if let seconds = Double(header), seconds.isFinite, seconds >= 0 {
      return .milliseconds(Int64(min(seconds, 86_400) * 1000))
    }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    guard let date = format.date(from: header) else { return nil }
    return .milliseconds(Int64(min(max(date.timeIntervalSince(now), 0), 86_400) * 1000))
  }
}
