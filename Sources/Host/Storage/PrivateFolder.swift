import Glibc
import HermesContract

/// A folder that is its owner's alone: what others could have changed is refused, what others could
/// read is closed to them.
package enum PrivateFolder {
  private static let ofOthers: mode_t = 0o077
  private static let writableByOthers: mode_t = 0o022

  /// Checks the folder, and takes the rights of others from what is named. Blocks.
  ///
  /// The folder itself keeps a mode that lets others read, since somebody may want it so; one that
  /// others can write is taken over only while it is empty.
  /// - Parameters:
  ///   - names: what in the folder is looked at; what is not there is passed over.
  ///   - user: whose it has to be.
  /// - Returns: the names that were open to others until now; "." for the folder, where a default
  ///   access control list opened what is made in it.
  /// - Throws: `StartupError` with the cure, when others own or can change something of it.
  package static func secure(
    _ path: String, names: [String], for user: uid_t = geteuid()
  ) throws(StartupError) -> [String] {
    var folder = stat()
    guard stat(path, &folder) == 0 else {
      throw StartupError(
        "The data directory \(path) can't be looked at (\(String(cString: strerror(errno)))). Name another with --data."
      )
    }
    guard folder.st_uid == user else { throw foreign(path, owner: folder.st_uid, user: user) }
    if folder.st_mode & writableByOthers != 0 {
      guard isEmpty(path), chmod(path, 0o700) == 0 else {
        throw StartupError(
          "The data directory \(path) can be written by other users, who may have changed what is in it. Look at its files, and run: chmod go-w \(path)"
        )
      }
    }
    var tightened = try DefaultAccessList.remove(from: path) ? ["."] : []
    for name in names where try tighten("\(path)/\(name)", user: user) { tightened.append(name) }
    return tightened
  }

  /// - Returns: whether others had any right.
  private static func tighten(_ path: String, user: uid_t) throws(StartupError) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    guard status.st_uid == user else { throw foreign(path, owner: status.st_uid, user: user) }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFDIR: break
    // A link of one's own leads to a place that one has chosen, and answers for.
    case S_IFLNK: return false
    default:
      throw StartupError(
        "\(path) is no file of Hermes but a pipe, socket or device, put there by something else. See who made it, and move it away."
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
      "\(path) belongs to the user \(userName(of: owner)), and this runs as \(userName(of: user)). Run Hermes as \(userName(of: owner)), name another data directory with --data, or make it yours: chown -R \(userName(of: user)) \(path)"
    )
  }

  /// The user's name, or the number of one without.
  private static func userName(of user: uid_t) -> String {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return "\(user)"
    }
    return String(cString: entry.pw_name)
  }

  private static func isEmpty(_ path: String) -> Bool {
    guard let stream = opendir(path) else { return false }
    defer { closedir(stream) }
    // "." and ".." are always there.
    var count = 0
    while readdir(stream) != nil { count += 1 }
    return count == 2
  }
}
