import Glibc
import HermesStorage

/// The blobs of a backup while it is made. Every function blocks.
struct BlobCopies {
  private let source: String
  private let target: String
  /// By reference; nil for those that were not there.
  private var copies: [DatabaseCopy.BlobReference: HashedFile] = [:]
  private var bytes = 0

  init(from source: String, to target: String) {
    self.source = source
    self.target = target
  }

  /// The copied blobs.
  var files: [HashedFile] { Array(copies.values) }

  /// Copies those that are not copied yet. What is missing stays so: it may have been deleted
  /// meanwhile.
  mutating func copyMissing(
    _ wanted: Set<DatabaseCopy.BlobReference>, report: (BackupProgress) -> Void
  ) throws(BackupError) {
    for blob in wanted where copies[blob] == nil {
      let name = Self.relativePath(of: blob)
      guard BackupFolder.isPath("\(BackupFolder.blobs)/\(name)") else { continue }
      for folder in [target, "\(target)/\(blob.task)"] where mkdir(folder, 0o700) != 0 {
        guard errno == EEXIST else { throw FileCopy.failure("can't be created", at: folder) }
      }
      let read = try FileCopy.copy("\(source)/\(name)", to: "\(target)/\(name)", mode: 0o400) {
        bytes += $0
        report(.files(bytes))
      }
      guard let read else { continue }
      copies[blob] = HashedFile(
        path: "\(BackupFolder.blobs)/\(name)", bytes: read.bytes, digest: read.digest)
    }
    for folder in Set(wanted.map(\.task)) where access("\(target)/\(folder)", F_OK) == 0 {
      try FileCopy.synchronize("\(target)/\(folder)")
    }
    if access(target, F_OK) == 0 { try FileCopy.synchronize(target) }
  }

  /// Removes copies of blobs whose tasks were deleted before the database was copied.
  mutating func keepOnly(_ wanted: Set<DatabaseCopy.BlobReference>) throws(BackupError) {
    for blob in copies.keys where !wanted.contains(blob) {
      guard unlink("\(target)/\(Self.relativePath(of: blob))") == 0 else {
        throw FileCopy.failure("can't be removed", at: "\(target)/\(Self.relativePath(of: blob))")
      }
      rmdir("\(target)/\(blob.task)")
      copies[blob] = nil
    }
  }

  /// Those that were not there or have another size than their artifact says.
  func missing(of wanted: Set<DatabaseCopy.BlobReference>) -> [String] {
    wanted.filter { copies[$0]?.bytes != $0.bytes }.map(Self.relativePath).sorted()
  }

  private static func relativePath(of blob: DatabaseCopy.BlobReference) -> String {
    "\(blob.task)/\(blob.blob)"
  }
}
