import Glibc

/// Identifies a file regardless of its path.
package struct FileIdentity: Sendable, Equatable {
  let device: UInt64
  let inode: UInt64

  package init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }

  /// nil for a descriptor that isn't open.
  package init?(of descriptor: CInt) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// The facts that decide who can change a file. Read from the path itself, without following a
/// symbolic link.
package struct FileFacts: Sendable, Equatable {
  /// What the path refers to.
  package enum Kind: Sendable, Equatable {
    case folder
    case link(target: String)
    /// A file, pipe or device.
    case other
  }

  /// What the path refers to.
  package var kind: Kind
  /// The user id of the owner.
  package var owner: UInt32
  /// The group id.
  package var group: UInt32
  /// Permission bits and the sticky bit, at most 0o1777.
  package var mode: UInt32
  /// The POSIX access control list in the kernel's encoding; nil if there is none beyond the mode.
  package var accessList: [UInt8]?
  /// nil if it is not known, as in tests.
  package var identity: FileIdentity?

  package init(
    _ kind: Kind, owner: UInt32, group: UInt32 = 0, mode: UInt32, accessList: [UInt8]? = nil,
    identity: FileIdentity? = nil
  ) {
    self.kind = kind
    self.owner = owner
    self.group = group
    self.mode = mode
    self.accessList = accessList
    self.identity = identity
  }
}
