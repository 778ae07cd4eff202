import Glibc
import Synchronization

/// lgetxattr(2), which Swift's Glibc module does not import. Its parameters are plain integers and
/// pointers, which Swift passes as C does.
@_silgen_name("lgetxattr")
private func extendedAttribute(
  _ path: UnsafePointer<CChar>, name: UnsafePointer<CChar>, value: UnsafeMutableRawPointer,
  size: Int
) -> Int

/// The source of facts about files and accounts; tests supply their own.
package struct FileLook: Sendable {
  /// The facts of a path; nil if it does not exist or can't be examined.
  package var facts: @Sendable (_ path: String) -> FileFacts?
  /// The users who belong to a group, as their primary group or as listed members.
  package var members: @Sendable (_ group: UInt32) -> Set<UInt32>
  /// A user's name, or "uid N" if the user has none.
  package var userName: @Sendable (_ user: UInt32) -> String
  /// A group's name, or "gid N" if the group has none.
  package var groupName: @Sendable (_ group: UInt32) -> String
  /// The effective user id of this process.
  package var user: UInt32

  package init(
    facts: @escaping @Sendable (_ path: String) -> FileFacts?,
    members: @escaping @Sendable (_ group: UInt32) -> Set<UInt32>,
    userName: @escaping @Sendable (_ user: UInt32) -> String = { "uid \($0)" },
    groupName: @escaping @Sendable (_ group: UInt32) -> String = { "gid \($0)" }, user: UInt32
  ) {
    self.facts = facts
    self.members = members
    self.userName = userName
    self.groupName = groupName
    self.user = user
  }

  /// The real machine. Its functions block on the file system and the account database.
  package static var system: FileLook {
    FileLook(
      facts: facts, members: members, userName: userName, groupName: groupName, user: geteuid())
  }

  // MARK: - Files

  private static func facts(_ path: String) -> FileFacts? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    let kind: FileFacts.Kind
    switch status.st_mode & S_IFMT {
    case S_IFDIR: kind = .folder
    case S_IFLNK:
      guard let target = target(path) else { return nil }
      kind = .link(target: target)
    default: kind = .other
    }
    // The group bits are the mask of an access control list: without them the list grants no
    // writing.
    let mayHaveList = status.st_mode & S_IWGRP != 0 && status.st_mode & S_IFMT != S_IFLNK
    return FileFacts(
      kind, owner: status.st_uid, group: status.st_gid, mode: status.st_mode & 0o7777,
      accessList: mayHaveList ? accessList(path) : nil, identity: FileIdentity(status))
  }

  private static func target(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      readlink(path, bytes.bindMemory(to: CChar.self).baseAddress!, bytes.count)
    }
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
  }

  private static func accessList(_ path: String) -> [UInt8]? {
    // The largest value that the kernel returns.
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = extendedAttribute(
      path, name: "system.posix_acl_access", value: &buffer, size: buffer.count)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  // MARK: - Accounts

  /// `getpwent` and similar functions share one state per process.
  private static let accounts = Mutex(())

  private static func members(_ group: UInt32) -> Set<UInt32> {
    accounts.withLock { _ in
      var members: Set<UInt32> = []
      var names: [String] = []
      if var name = getgrgid(group)?.pointee.gr_mem {
        while let member = name.pointee {
          names.append(String(cString: member))
          name += 1
        }
      }
      // A user that no longer exists can't write.
      for name in names { if let user = getpwnam(name) { members.insert(user.pointee.pw_uid) } }
      setpwent()
      while let user = getpwent() {
        if user.pointee.pw_gid == group { members.insert(user.pointee.pw_uid) }
      }
      endpwent()
      return members
    }
  }

  private static func userName(_ user: UInt32) -> String {
    accounts.withLock { _ in
      getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "uid \(user)"
    }
  }

  private static func groupName(_ group: UInt32) -> String {
    accounts.withLock { _ in
      getgrgid(group).map { String(cString: $0.pointee.gr_name) } ?? "gid \(group)"
    }
  }
}
