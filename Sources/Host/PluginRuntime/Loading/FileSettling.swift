/// Decides when a file that is being written may be read. Pure: no files or clocks.
///
/// A writer that closes its file, or renames it into place, is done; `quiet` is added for writers
/// that change several files, or one file repeatedly. A file that stays open is considered done
/// after `patience` without a change.
struct FileSettling: Sendable {
  static let quiet: UInt64 = 50_000_000
  static let patience: UInt64 = 2_000_000_000

  /// Files with the time at which they count as settled unless they change, in nanoseconds of the
  /// monotonic clock.
  private var pending: [String: UInt64] = [:]

  /// When the next file settles.
  var next: UInt64? { pending.values.min() }

  var unsettled: Set<String> { Set(pending.keys) }

  mutating func modified(_ path: String, at now: UInt64) { pending[path] = now + Self.patience }

  mutating func completed(_ path: String, at now: UInt64) { pending[path] = now + Self.quiet }

  /// Forgets settled files.
  /// - Returns: whether there were any.
  mutating func takeSettled(at now: UInt64) -> Bool {
    let before = pending.count
    pending = pending.filter { $0.value > now }
    return pending.count < before
  }
}
