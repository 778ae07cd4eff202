import Glibc
import HermesContract
import HermesStorage

/// renameat2(2), which Swift's Glibc module does not import. Its parameters are plain integers and
/// pointers, which Swift passes as C does.
@_silgen_name("renameat2")
private func renameFolder(
  _ folder: CInt, from: UnsafePointer<CChar>, in target: CInt, to: UnsafePointer<CChar>,
  flags: UInt32
) -> CInt

/// Makes a backup of a data directory that a server may be using.
///
/// Everything is written to `DESTINATION.new` and to the disk before the folder takes its name, so
/// that an interrupted backup leaves the previous one as it was.
package struct BackupWriter {
  private static let exchange: UInt32 = 2

  private let source: String
  private let destination: String
  private let isServed: Bool
  private let version: String
  private let report: (BackupProgress) -> Void

  /// - Parameters:
  ///   - source: the data directory.
  ///   - destination: a path that does not exist, an empty folder, or a backup, which is replaced.
  ///   - isServed: whether a server is using the data directory.
  ///   - report: called often, on the thread that makes the backup.
  package init(
    of source: String, at destination: String, isServed: Bool, version: String,
    report: @escaping (BackupProgress) -> Void
  ) {
    self.source = source
    self.destination = Self.resolved(destination)
    self.isServed = isServed
    self.version = version
    self.report = report
  }

  private var new: String { destination + ".new" }

  /// Makes the backup. Blocks until it is on the disk.
  /// - Throws: `BackupError`, `StartupError`; the previous backup is then as it was.
  package func writeBackup() throws -> BackupManifest {
    let previous = BackupFolder.state(of: destination)
    guard [.nothing, .emptyFolder, .backup].contains(previous) else {
      throw BackupError(
        "\(destination) is not empty and not a backup. Choose another place, or move it away.")
    }
    guard !(destination + "/").hasPrefix(Self.resolved(source) + "/") else {
      throw BackupError(
        "\(destination) is inside the data directory and would be lost with it. Choose a place on another disk."
      )
    }
    let lock = try makeFolder()
    let manifest: BackupManifest
    do {
      manifest = try copyEverything()
      try finish(replacing: previous)
    } catch {
      try? BackupFolder.remove(new)
      throw error
    }
    // Held until now: the folder has taken its name.
    _ = consume lock
    return manifest
  }

  // MARK: - Copying

  private func makeFolder() throws(BackupError) -> FolderLock {
    // Others who can rename a folder there could put their own in its place while it is written.
    let parent = Self.parent(of: destination)
    if let fault = TrustedPath.fault(parent) {
      throw BackupError(
        "The folder \(parent) is not safe for a backup: \(fault.cause(about: parent)). To fix it, \(fault.cure); or choose another place."
      )
    }
    switch BackupFolder.state(of: new) {
    case .nothing: break
    case .emptyFolder, .unfinished, .backup:
      let lock = try FolderLock(new, isShared: false)
      try BackupFolder.remove(new)
      _ = consume lock
    case .somethingElse:
      throw BackupError("\(new) is in the way and not an interrupted backup. Move it away.")
    }
    guard mkdir(new, 0o700) == 0 else { throw FileCopy.failure("can't be created", at: new) }
    let lock = try FolderLock(new, isShared: false)
    let note =
      "This backup was interrupted, and is of no use. The next one into the same place removes it.\n"
    try FileCopy.write(Array(note.utf8), to: "\(new)/\(BackupFolder.unfinished)")
    return lock
  }

  private func copyEverything() throws -> BackupManifest {
    let database = "\(new)/\(BackupFolder.database)"
    var blobs = BlobCopies(
      from: "\(source)/\(BackupFolder.blobs)", to: "\(new)/\(BackupFolder.blobs)")
    // Before the database and after it, so that few can be deleted between their copy and that of
    // what refers to them.
    try blobs.copyMissing(
      try DatabaseCopy(path: "\(source)/\(BackupFolder.database)").blobs(), report: report)
    try DatabaseCopy.make(
      of: "\(source)/\(BackupFolder.database)", at: database, isServed: isServed
    ) { report(.database($0)) }
    let copy = try DatabaseCopy(path: database)
    let wanted = try copy.blobs()
    try blobs.copyMissing(wanted, report: report)
    try blobs.keepOnly(wanted)

    var files = blobs.files
    for name in BackupFolder.files {
      guard let read = try FileCopy.copy("\(source)/\(name)", to: "\(new)/\(name)") else {
        continue
      }
      files.append(HashedFile(path: name, bytes: read.bytes, digest: read.digest))
    }
    guard let read = try FileCopy.digest(database) else {
      throw BackupError("\(database) is missing: something else has removed it.")
    }
    files.append(HashedFile(path: BackupFolder.database, bytes: read.bytes, digest: read.digest))
    let manifest = BackupManifest(
      version: version, madeAt: Timestamp.now.text, contents: try copy.contents(),
      files: files.sorted { $0.path < $1.path }, missing: blobs.missing(of: wanted))
    try FileCopy.write(
      Array((JSONWriter.text(.object(manifest.json)) + "\n").utf8),
      to: "\(new)/\(BackupFolder.manifest)")
    return manifest
  }

  // MARK: - Taking its name

  private func finish(replacing previous: BackupFolder.State) throws(BackupError) {
    unlink("\(new)/\(BackupFolder.unfinished)")
    try FileCopy.synchronize(new)
    let parent = Self.parent(of: destination)
    guard previous == .backup else {
      // Also onto an empty folder.
      guard rename(new, destination) == 0 else {
        throw FileCopy.failure("can't be created", at: destination)
      }
      return try FileCopy.synchronize(parent)
    }
    let lock = try FolderLock(destination, isShared: false)
    guard
      renameFolder(AT_FDCWD, from: new, in: AT_FDCWD, to: destination, flags: Self.exchange) == 0
    else {
      let reason = String(cString: strerror(errno))
      throw BackupError(
        "The file system of \(destination) can't replace a folder in one step (\(reason)). Choose a place that does not exist yet."
      )
    }
    try FileCopy.synchronize(parent)
    // It has the previous backup now.
    try BackupFolder.remove(new)
    _ = consume lock
  }

  /// The path without links, of which the last part need not exist.
  private static func resolved(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    guard path.contains("/"), let real = realpath(parent(of: path), nil) else { return path }
    defer { free(real) }
    let name = path.split(separator: "/").last ?? ""
    return String(cString: real) + "/" + name
  }

  private static func parent(of path: String) -> String {
    let names = path.split(separator: "/")
    let parent = names.dropLast().joined(separator: "/")
    return path.hasPrefix("/") ? "/" + parent : (parent.isEmpty ? "." : parent)
  }
}
