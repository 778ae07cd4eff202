import HermesContract

/// How long history is kept, and how much of it.
package struct Retention: Sendable {
  /// Ended tasks that are older are removed; nil keeps them for ever.
  package var age: Duration?
  /// Above this, first whole ended tasks are removed, oldest first, but none younger than `minimum`;
  /// then the lossy events of those. nil: no limit.
  package var bytes: Int64?
  package var minimum: Duration

  package init(age: Duration?, bytes: Int64?, minimum: Duration) {
    self.age = age
    self.bytes = bytes
    self.minimum = minimum
  }

  /// Brings the store within the limits, in short steps.
  /// - Parameters:
  ///   - now: the time that is trusted.
  ///   - onRemove: called for each task that is gone.
  package func apply(
    to store: any RetentionStore, now: Timestamp, onRemove: (TaskID) -> Void
  ) async throws {
    /// - Returns: whether there was anything to do.
    func remove(_ age: Duration) async throws -> Bool {
      try Task.checkCancellation()
      let limit = now.adding(seconds: -age.components.seconds)
      let step = try await store.removeOldest(endedBefore: limit)
      if case .removed(let task) = step { onRemove(task) }
      return step != nil
    }
    if let age { while try await remove(age) {} }
    if let bytes {
      while try await store.usedBytes() > bytes, try await remove(minimum) {}
      while try await store.usedBytes() > bytes, try await store.thinOldest() {
        try Task.checkCancellation()
      }
    }
    while try await store.reclaim() { try Task.checkCancellation() }
  }
}
