/// Removes the bytes of what was deleted, by and by.
package protocol RemovalStore: Sendable {
  /// Speaks when something may wait for `removeDeleted`: at the start, and after a deletion.
  var removalsWaiting: AsyncStream<Void> { get }
  /// Removes some of what is deleted, in one short transaction.
  /// - Returns: false if nothing is left.
  func removeDeleted() async throws -> Bool
}
