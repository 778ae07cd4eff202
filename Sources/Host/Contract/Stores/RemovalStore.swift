/// Gradually removes the data of deleted tasks, conversations and accounts.
package protocol RemovalStore: Sendable {
  /// Yields when there may be work for `removeDeleted`: at the start, and after a deletion.
  var removalsWaiting: AsyncStream<Void> { get }
  /// Removes some of the deleted data in one short transaction.
  /// - Returns: false if nothing is left.
  func removeDeleted() async throws -> Bool
}
