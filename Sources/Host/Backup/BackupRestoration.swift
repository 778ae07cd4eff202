import Glibc
import HermesContract

/// Writes a backup into an empty data directory.
///
/// A file in the directory says that it is not complete, until it is: a server refuses to start
/// there, and the next restoration begins again. The restored database has no record of its last
/// checkpoint next to it, so the next server gives the journal a new epoch.
package struct BackupRestoration {
  /// The name of the file that is in a data directory until it is complete.
  package static let unfinished = "RESTORE-UNFINISHED"
  /// What may be in the directory beforehand: the lock that the command itself holds.
  private static let ignored: Set<String> = ["lock"]

  private let backup: String
  private let directory: String
  private let report: (BackupProgress) -> Void

  /// - Parameters:
  ///   - backup: the folder of the backup.
  ///   - directory: the data directory, which exists and which the caller has locked.
  ///   - report: called often, on the thread that copies.
  package init(
    of backup: String, to directory: String, report: @escaping (BackupProgress) -> Void
  ) {
    self.backup = backup
    self.directory = directory
    self.report = report
  }

  /// Checks the backup and copies it. Blocks until it is on the disk.
  /// - Throws: `BackupError`; nothing is changed if the backup is damaged or the directory in use.
  package func restore() throws(BackupError) -> BackupManifest {
    try requireEmpty()
    if let fault = TrustedPath.fault(backup) {
      throw BackupError(
        "\(backup) could have been changed by other users: \(fault.cause(about: backup)). To use it, \(fault.cure); or copy it to a folder that only you can write."
      )
    }
    let checked = try BackupVerification(backup, report: report)
    guard checked.faults.isEmpty else {
      throw BackupError(
        (["\(backup) is damaged, and nothing was restored:"] + checked.faults)
          .joined(separator: "\n  "))
    }
    let lock = try FolderLock(backup, isShared: true)
    let note =
      "The restoration into this data directory was interrupted. Run hermes restore again.\n"
    try FileCopy.write(Array(note.utf8), to: "\(directory)/\(Self.unfinished)")
    try FileCopy.synchronize(directory)
    for file in checked.manifest.files { try restore(file) }
    try synchronizeFolders(checked.manifest)
    guard unlink("\(directory)/\(Self.unfinished)") == 0 else {
      throw FileCopy.failure("can't be removed", at: "\(directory)/\(Self.unfinished)")
    }
    try FileCopy.synchronize(directory)
    _ = consume lock
    return checked.manifest
  }

  private func requireEmpty() throws(BackupError) {
    let names = FolderNames.entries(of: directory) ?? []
    guard !names.contains(Self.unfinished) else {
      // Of an interrupted restoration into a directory that was empty.
      return try clear()
    }
    if let name = names.first(where: { !Self.ignored.contains($0) }) {
      throw BackupError(
        "The data directory \(directory) is not empty: it contains \(name). Restore into another one with --data, or move its contents away."
      )
    }
  }

  private func clear() throws(BackupError) {
    let name = "\(directory)/\(Self.unfinished)"
    BackupFolder.removeFiles(in: directory)
    guard unlink(name) == 0 else { throw FileCopy.failure("can't be removed", at: name) }
    try requireEmpty()
  }

  private func restore(_ file: HashedFile) throws(BackupError) {
    let path = "\(directory)/\(file.path)"
    let names = file.path.split(separator: "/")
    let isBlob = names.count == 3
    if isBlob {
      let folders = [names[0], names[0] + "/" + names[1]].map { "\(directory)/\($0)" }
      for folder in folders where mkdir(folder, 0o700) != 0 && errno != EEXIST {
        throw FileCopy.failure("can't be created", at: folder)
      }
    }
    let read = try FileCopy.copy(
      "\(backup)/\(file.path)", to: path, mode: isBlob ? 0o400 : 0o600)
    guard let read, read.bytes == file.bytes, read.digest == file.digest else {
      throw BackupError(
        "\(backup)/\(file.path) changed while it was read. Run hermes restore again.")
    }
    report(.files(file.bytes))
  }

  private func synchronizeFolders(_ manifest: BackupManifest) throws(BackupError) {
    let folders = Set(
      manifest.files.compactMap { file -> String? in
        let names = file.path.split(separator: "/")
        return names.count == 3 ? "\(directory)/\(names[0])/\(names[1])" : nil
      })
    for folder in folders { try FileCopy.synchronize(folder) }
    if !folders.isEmpty { try FileCopy.synchronize("\(directory)/\(BackupFolder.blobs)") }
  }
}
