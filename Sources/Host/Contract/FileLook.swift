import Glibc
import Synchronization

/// lgetxattr(2), which Swift's module of the C library leaves out. Plain words and pointers: Swift passes
/// them as C does.
@_silgen_name("lgetxattr")
private func extendedAttribute(
  _ path: UnsafePointer<CChar>, name: UnsafePointer<CChar>, value: UnsafeMutableRawPointer,
  size: Int
) -> Int

/// Where facts of files and accounts come from; tests give their own.
package struct FileLook: Sendable {
  /// nil: there is none, or it can't be looked at.
  package var facts: @Sendable (_ path: String) -> FileFacts?
  /// The users of a group, by whatever way they are in it.
  package var members: @Sendable (_ group: UInt32) -> Set<UInt32>
  package var userName: @Sendable (_ user: UInt32) -> String
  package var groupName: @Sendable (_ group: UInt32) -> String
  /// Whom this process acts as.
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

  /// This machine. Blocks for file system and account database.
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
    // The group's bits are the mask of a list: without them it lets nobody write.
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
    // The largest value that the kernel gives.
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = extendedAttribute(
      path, name: "system.posix_acl_access", value: &buffer, size: buffer.count)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  // MARK: - Accounts

  /// `getpwent` and its like have one state for the process.
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
