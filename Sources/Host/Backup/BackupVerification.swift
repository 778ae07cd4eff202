import HermesContract
import HermesStorage

/// Checks a backup without changing it; it may be on a medium that can't be written.
package struct BackupVerification {
  /// The manifest, without which nothing is known.
  package let manifest: BackupManifest
  /// What is wrong, one sentence each; empty for a sound backup.
  package let faults: [String]

  /// Reads every file of the backup, and the whole database. Blocks.
  /// - Throws: `BackupError` if the folder is not a backup.
  package init(
    _ folder: String, report: (BackupProgress) -> Void = { _ in }
  ) throws(BackupError) {
    let lock = try FolderLock(folder, isShared: true)
    manifest = try Self.manifest(of: folder)
    var faults: [String] = []
    var bytes = 0
    for file in manifest.files {
      let read = try FileCopy.digest("\(folder)/\(file.path)") {
        bytes += $0
        report(.checked(bytes))
      }
      if let fault = Self.fault(in: file, read: read) { faults.append(fault) }
    }
    if faults.isEmpty { faults = Self.faults(inDatabaseOf: folder, manifest: manifest) }
    self.faults = faults
    _ = consume lock
  }

  /// - Throws: `BackupError` if the folder has no manifest that can be read.
  static func manifest(of folder: String) throws(BackupError) -> BackupManifest {
    guard BackupFolder.state(of: folder) != .unfinished else {
      throw BackupError("\(folder) is a backup that was interrupted. Make another one.")
    }
    guard let manifest = try BackupManifest.read(in: folder) else {
      throw BackupError(
        "\(folder) is not a backup: it has no \(BackupFolder.manifest). hermes backup makes one.")
    }
    guard manifest.files.contains(where: { $0.path == BackupFolder.database }) else {
      throw BackupError("The manifest of \(folder) lists no database: it is damaged.")
    }
    return manifest
  }

  private static func fault(
    in file: HashedFile, read: (bytes: Int, digest: String)?
  ) -> String? {
    guard let read else { return "\(file.path) is missing." }
    guard read.bytes == file.bytes else {
      return "\(file.path) has \(read.bytes) bytes instead of \(file.bytes)."
    }
    return read.digest == file.digest ? nil : "\(file.path) has another content (SHA-256)."
  }

  private static func faults(
    inDatabaseOf folder: String, manifest: BackupManifest
  ) -> [String] {
    let path = "\(folder)/\(BackupFolder.database)"
    do {
      let database = try DatabaseCopy(path: path)
      let faults = try database.faults()
      guard faults.isEmpty else { return faults.map { "\(BackupFolder.database): \($0)" } }
      guard try database.contents() == manifest.contents else {
        return ["\(BackupFolder.database) has other contents than the manifest says."]
      }
      let present = Set(manifest.files.map(\.path)).union(
        manifest.missing.map { "\(BackupFolder.blobs)/\($0)" })
      return try database.blobs().map { "\(BackupFolder.blobs)/\($0.task)/\($0.blob)" }
        .filter { !present.contains($0) }.sorted().map { "\($0) is not in the manifest." }
    } catch {
      return ["\(error)"]
    }
  }
}
