/// Decides whether there is room for more data.
package protocol StorageRoom: Sendable {
  /// The bytes of the database's file and of all blobs.
  func storedBytes() async throws -> (database: Int64, blobs: Int64)
  /// Whether the disk only has room for the tasks that are already running.
  func isDiskNearlyFull() async -> Bool
  /// - Returns: why the owner may not begin a task; nil if it may. While there is plenty of room,
  ///   the answer may be up to a second old.
  func beginningFault(of owner: UserID) async throws -> HermesError?
  /// - Returns: why the owner may not store anything more; nil if it may.
  func storageFault(of owner: UserID) async throws -> HermesError?
}
