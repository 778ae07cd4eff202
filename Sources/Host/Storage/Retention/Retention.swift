import HermesContract

/// How long history is kept, and how much of it.
package struct Retention: Sendable {
  /// Ended tasks that are older are removed; nil keeps them forever.
  package var age: Duration?
  /// Above this size, first whole ended tasks are removed, oldest first, from the user with the
  /// most data, but none younger than `minimum`, and none of users who have no more than an equal
  /// share; then the lossy events of the remaining ones. The limit is lower if the disk has less
  /// room. nil means no limit.
  package var bytes: Int64?
  /// Ended tasks that are younger are not removed because of `bytes`.
  package var minimum: Duration
  /// The number of steps after which the user with the most data is determined again.
  private static let stepsOfOne = 16

  package init(age: Duration?, bytes: Int64?, minimum: Duration) {
    self.age = age
    self.bytes = bytes
    self.minimum = minimum
  }

  /// Brings the store within the limits, in short steps.
  /// - Parameters:
  ///   - now: the current time, as far as it is trusted.
  ///   - onRemove: called for each task that was removed.
  package func apply(
    to store: any RetentionStore, now: Timestamp, onRemove: (TaskID) -> Void
  ) async throws {
    /// - Returns: whether there was anything to do.
    func remove(_ age: Duration, of owner: UserID?) async throws -> Bool {
      try Task.checkCancellation()
      let limit = now.adding(seconds: -age.components.seconds)
      let step = try await store.removeOldest(endedBefore: limit, of: owner)
      if case .removed(let task) = step { onRemove(task) }
      return step != nil
    }
    /// Repeatedly removes data of the user who has the most, until the limit is met or nothing is
    /// left to remove.
    func shrink(to bytes: Int64, _ step: (UserID) async throws -> Bool) async throws {
      var spent: Set<UserID> = []
      while true {
        let used = try await store.usedBytes()
        guard used > bytes, let heaviest = try await store.heaviestOwner(except: spent),
          heaviest.exceedsShare(of: bytes, used: used)
        else { return }
        let owner = heaviest.owner
        for _ in 0..<Self.stepsOfOne where try await store.usedBytes() > bytes {
          guard try await step(owner) else {
            spent.insert(owner)
            break
          }
        }
      }
    }
    if let age { while try await remove(age, of: nil) {} }
    if let allowed = bytes {
      let bytes = try await store.availableBytes(of: allowed)
      try await shrink(to: bytes) { try await remove(minimum, of: $0) }
      try await shrink(to: bytes) { owner in
        try Task.checkCancellation()
        return try await store.thinOldest(of: owner)
      }
    }
    while try await store.reclaim() { try Task.checkCancellation() }
  }
}
