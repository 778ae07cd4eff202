import Glibc

/// Keeps other commands from replacing a backup while it is made or read, until the end of the
/// process at the latest (flock(2)).
struct FolderLock: ~Copyable {
  private let descriptor: CInt

  /// - Parameter isShared: whether others may read at the same time.
  /// - Throws: `BackupError` if the folder is in use.
  init(_ folder: String, isShared: Bool) throws(BackupError) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileCopy.failure("can't be read", at: folder) }
    guard flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
      close(descriptor)
      throw BackupError("Another command is using \(folder). Wait until it has ended.")
    }
  }

  deinit { close(descriptor) }
}
