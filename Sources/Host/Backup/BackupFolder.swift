import Glibc
import HermesContract

/// The names in a backup, which are those of a data directory and the manifest's.
enum BackupFolder {
  static let manifest = "manifest.json"
  static let database = "hermes.sqlite"
  static let blobs = "blobs"
  /// What else of a data directory is kept; each may be missing.
  static let files = ["signing-keys.json", "agents.json", "audit.log", "audit.log.1"]
  /// Present while a backup is being made; explains itself to people who find it.
  static let unfinished = "UNFINISHED"

  /// Whether a backup may contain this file: a manifest from elsewhere must not name others.
  static func isPath(_ path: String) -> Bool {
    if path == database || files.contains(path) { return true }
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    return names.count == 3 && names[0] == blobs && names[1...].allSatisfy(isID)
  }

  private static func isID(_ name: Substring) -> Bool {
    name.utf8.count == 32 && name.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// What is at a path.
  enum State: Equatable {
    case nothing
    case emptyFolder
    case backup
    /// A backup that was interrupted.
    case unfinished
    case somethingElse
  }

  static func state(of path: String) -> State {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .nothing }
    guard status.st_mode & S_IFMT == S_IFDIR, let names = FolderNames.entries(of: path) else {
      return .somethingElse
    }
    if names.isEmpty { return .emptyFolder }
    if names.contains(unfinished) { return .unfinished }
    let manifest = try? BackupManifest.read(in: path)
    return manifest == nil ? .somethingElse : .backup
  }

  /// Removes a backup, or what there is of an interrupted one, without following links. Files that no
  /// backup has are left, with the folders that they are in.
  static func remove(_ folder: String) throws(BackupError) {
    removeFiles(in: folder)
    // Last: until then, what is left can be recognised.
    unlink("\(folder)/\(manifest)")
    unlink("\(folder)/\(unfinished)")
    guard rmdir(folder) == 0 || errno == ENOENT else {
      throw BackupError(
        "\(folder) can't be removed (\(String(cString: strerror(errno)))): it contains \(FolderNames.entries(of: folder)?.first ?? "something") that belongs to no backup. Move it away."
      )
    }
  }

  /// Removes what a backup has of a data directory.
  static func removeFiles(in folder: String) {
    for file in files + [database, "\(database)-journal", "\(database)-wal", "\(database)-shm"] {
      unlink("\(folder)/\(file)")
    }
    let tasks = "\(folder)/\(blobs)"
    for task in FolderNames.entries(of: tasks) ?? [] where isID(task[...]) {
      for blob in FolderNames.entries(of: "\(tasks)/\(task)") ?? [] where isID(blob[...]) {
        unlink("\(tasks)/\(task)/\(blob)")
      }
      rmdir("\(tasks)/\(task)")
    }
    rmdir(tasks)
  }
}
