import Glibc

/// Which file it is, whatever it is called.
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

/// What decides who can change a file: taken of the path itself, a symbolic link not followed.
package struct FileFacts: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case folder
    case link(target: String)
    /// A file, a pipe, a device.
    case other
  }

  package var kind: Kind
  package var owner: UInt32
  package var group: UInt32
  /// Permission bits and the sticky bit: 0o1777 and less.
  package var mode: UInt32
  /// The POSIX access control list as the kernel gives it; nil if there is none beyond the mode.
  package var accessList: [UInt8]?
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
