/// Whether there is room for more.
package protocol StorageRoom: Sendable {
  /// Whether the disk has only room for the tasks that run.
  func isDiskNearlyFull() async -> Bool
  /// - Returns: why the owner may begin no task; nil if it may. Where there is much room, as it was within the last
  ///   second.
  func beginningFault(of owner: UserID) async throws -> HermesError?
  /// - Returns: why the owner may store nothing further; nil if it may.
  func storageFault(of owner: UserID) async throws -> HermesError?
}
