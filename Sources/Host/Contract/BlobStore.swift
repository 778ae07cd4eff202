/// Large parts that agents make (hermes.blob/1). A blob belongs to its task and goes with it.
package protocol BlobStore: Sendable {
  /// - Parameter quota: bytes that all blobs of the task may have.
  /// - Returns: the new blob's id, or nil if it would be more.
  func make(_ piece: [UInt8], task: TaskID, quota: Int) async throws -> String?
  func append(
    _ piece: [UInt8], to blob: String, task: TaskID, quota: Int
  ) async throws -> BlobAppending
  /// - Returns: at most `count` bytes from `offset` on, fewer at the end; nil without such a blob.
  func read(_ blob: String, task: TaskID, offset: UInt64, count: Int) async throws -> [UInt8]?
  func size(_ blob: String, task: TaskID) async throws -> Int?
  /// Makes a blob durable and unchangeable: a result names it.
  /// - Returns: its size, or nil without such a blob.
  func seal(_ blob: String, task: TaskID) async throws -> Int?
}

package enum BlobAppending: Sendable {
  case done
  case noSuchBlob
  case isSealed
  case overQuota
}
