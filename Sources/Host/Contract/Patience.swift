/// Waits that are nearly always cancelled long before their time.
///
/// A cancelled `Task.sleep` keeps its timer, about 600 bytes, until the time has come: with hundreds
/// of tasks a second and minutes to wait that is a hundred megabytes. These sleep in pieces.
package enum Patience {
  private static let piece = Duration.seconds(1)

  /// - Throws: `CancellationError`.
  package static func wait(_ duration: Duration) async throws {
    let end = ContinuousClock.now + duration
    var now = ContinuousClock.now
    while now < end {
      try await Task.sleep(until: min(end, now + piece), clock: .continuous)
      now = .now
    }
  }
}
