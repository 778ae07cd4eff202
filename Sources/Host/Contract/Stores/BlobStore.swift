/// Large parts that agents create (hermes.blob/1). A blob belongs to its task and is removed with
/// it.
package protocol BlobStore: Sendable {
  /// Creates a blob with its first bytes.
  /// - Parameter quota: total bytes that all blobs of the task may have.
  /// - Returns: the new blob's id, or nil if the quota would be exceeded.
  func make(_ piece: [UInt8], task: TaskID, quota: Int) async throws -> String?
  /// Appends bytes to a blob that is not sealed.
  func append(
    _ piece: [UInt8], to blob: String, task: TaskID, quota: Int
  ) async throws -> BlobAppending
  /// Reads a range of a blob.
  /// - Returns: at most `count` bytes from `offset` on, fewer at the end; nil if the blob does not
  ///   exist.
  func read(_ blob: String, task: TaskID, offset: UInt64, count: Int) async throws -> [UInt8]?
  /// The blob's size in bytes; nil if it does not exist.
  func size(_ blob: String, task: TaskID) async throws -> Int?
  /// Makes a blob durable and immutable, because a result refers to it.
  /// - Returns: its size in bytes, or nil if it does not exist.
  func seal(_ blob: String, task: TaskID) async throws -> Int?
}

/// The outcome of appending to a blob.
package enum BlobAppending: Sendable {
  case done
  case noSuchBlob
  case isSealed
  case overQuota
}
