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

  package init(
    _ kind: Kind, owner: UInt32, group: UInt32 = 0, mode: UInt32, accessList: [UInt8]? = nil
  ) {
    self.kind = kind
    self.owner = owner
    self.group = group
    self.mode = mode
    self.accessList = accessList
  }
}
