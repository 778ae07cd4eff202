/// When a file that is being written may be looked at, without files or clocks.
///
/// A writer that closes its file, or renames it into place, is done; `quiet` more is given to those
/// that change several files or one in several turns. One that keeps it open is taken to be done
/// after `patience` without a change.
struct FileSettling: Sendable {
  static let quiet: UInt64 = 50_000_000
  static let patience: UInt64 = 2_000_000_000

  /// Files and when they are at rest if nothing comes, in nanoseconds of the monotonic clock.
  private var pending: [String: UInt64] = [:]

  /// When something comes to rest next.
  var next: UInt64? { pending.values.min() }

  var unsettled: Set<String> { Set(pending.keys) }

  mutating func modified(_ path: String, at now: UInt64) { pending[path] = now + Self.patience }

  mutating func completed(_ path: String, at now: UInt64) { pending[path] = now + Self.quiet }

  /// Forgets what is at rest.
  /// - Returns: whether there was any.
  mutating func takeSettled(at now: UInt64) -> Bool {
    let before = pending.count
    pending = pending.filter { $0.value > now }
    return pending.count < before
  }
}
