import Glibc
import HermesContract

/// Ensures that a folder belongs to one user: refuses what other users could have changed, and
/// revokes their read access.
package enum PrivateFolder {
  private static let ofOthers: mode_t = 0o077
  private static let writableByOthers: mode_t = 0o022

  /// Checks the folder, and removes other users' access to the named entries. Blocks.
  ///
  /// The folder itself may stay readable by others, in case that is intended; one that others can
  /// write to is accepted only while it is empty, and then made private.
  /// - Parameters:
  ///   - names: the entries of the folder to check; missing ones are skipped.
  ///   - user: the required owner.
  /// - Returns: the names that were accessible to others until now; "." for the folder itself, if a
  ///   default access control list opened what is created in it.
  /// - Throws: `StartupError` with a remedy if others own or can change any of it.
  package static func secure(
    _ path: String, names: [String], for user: uid_t = geteuid()
  ) throws(StartupError) -> [String] {
    var folder = stat()
    guard stat(path, &folder) == 0 else {
      throw StartupError(
        "The data directory \(path) can't be accessed (\(String(cString: strerror(errno)))). Choose another one with --data."
      )
    }
    guard folder.st_uid == user else { throw foreign(path, owner: folder.st_uid, user: user) }
    if folder.st_mode & writableByOthers != 0 {
      guard FolderNames.entries(of: path)?.isEmpty == true, chmod(path, 0o700) == 0 else {
        throw StartupError(
          "The data directory \(path) can be written by other users, who may have changed its contents. Check its files, and run: chmod go-w \(path)"
        )
      }
    }
    var tightened = try DefaultAccessList.remove(from: path) ? ["."] : []
    for name in names where try tighten("\(path)/\(name)", user: user) { tightened.append(name) }
    return tightened
  }

  /// - Returns: whether others had any access.
  private static func tighten(_ path: String, user: uid_t) throws(StartupError) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    guard status.st_uid == user else { throw foreign(path, owner: status.st_uid, user: user) }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFDIR: break
    // The user chose the target of their own link, and is responsible for it.
    case S_IFLNK: return false
    default:
      throw StartupError(
        "\(path) is not a file of Hermes but a pipe, socket or device that something else created. Find out what created it, and move it away."
      )
    }
    var inherits = false
    if status.st_mode & S_IFMT == S_IFDIR { inherits = try DefaultAccessList.remove(from: path) }
    guard status.st_mode & ofOthers != 0 else { return inherits }
    guard chmod(path, status.st_mode & 0o7777 & ~ofOthers) == 0 else {
      throw StartupError(
        "\(path) is open to other users (\(String(cString: strerror(errno)))). Run: chmod go= \(path)"
      )
    }
    return true
  }

  private static func foreign(_ path: String, owner: uid_t, user: uid_t) -> StartupError {
    StartupError(
      "\(path) belongs to the user \(userName(of: owner)), but Hermes runs as \(userName(of: user)). Run it as \(userName(of: owner)), choose another data directory with --data, or take ownership: chown -R \(userName(of: user)) \(path)"
    )
  }

  /// The user's name, or the number of a user without a name.
  private static func userName(of user: uid_t) -> String {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return "\(user)"
    }
    return String(cString: entry.pw_name)
  }
}
