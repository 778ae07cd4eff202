/// The users and groups that a POSIX access control list lets write, besides the file's owner and
/// others.
struct AccessList {
  enum Writer: Equatable {
    case user(UInt32)
    case group(UInt32)
  }

  /// The users and groups with named entries whose rights, limited by the mask, include writing.
  let writers: [Writer]
  /// Whether the file's own group may write.
  let isOwnGroupWriting: Bool

  /// - Parameter bytes: the value of `system.posix_acl_access`: a version, then a tag, rights and
  ///   an id for each entry, all little-endian. An unreadable value counts as letting the file's
  ///   group write, as the mode says.
  init(_ bytes: [UInt8]) {
    func number(at offset: Int, size: Int) -> UInt32 {
      (0..<size).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }
    guard bytes.count >= 4, number(at: 0, size: 4) == 2 else {
      (writers, isOwnGroupWriting) = ([], true)
      return
    }
    let entries = stride(from: 4, through: bytes.count - 8, by: 8).map {
      (
        tag: number(at: $0, size: 2), rights: number(at: $0 + 2, size: 2),
        id: number(at: $0 + 4, size: 4)
      )
    }
    let mask = entries.first { $0.tag == 0x10 }?.rights ?? 7
    let writing = entries.filter { $0.rights & mask & 2 != 0 }
    writers = writing.compactMap { entry in
      switch entry.tag {
      case 0x02: .user(entry.id)
      case 0x08: .group(entry.id)
      default: nil
      }
    }
    isOwnGroupWriting = writing.contains { $0.tag == 0x04 }
  }
}
