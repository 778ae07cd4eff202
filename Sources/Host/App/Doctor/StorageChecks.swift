import Glibc

/// Room where everything is stored.
enum StorageChecks {
  private static let littleRoom: UInt64 = 1 << 30
  private static let noRoom: UInt64 = 64 << 20

  /// The same for a directory that the first start will create.
  static func findings(ofFuture directory: String) -> [Finding] {
    var parent = Substring(directory)
    repeat {
      parent = parent.prefix(upTo: parent.lastIndex(of: "/") ?? parent.startIndex)
    } while !parent.isEmpty && access(String(parent), F_OK) != 0
    let faults = findings(in: parent.isEmpty ? "/" : String(parent)).filter {
      $0.severity != .good
    }
    guard faults.isEmpty else { return faults }
    return [
      .good("data", text: "\(directory) does not exist yet: the first start creates it.")
    ]
  }

  static func findings(in directory: String) -> [Finding] {
    var facts = statvfs()
    guard statvfs(directory, &facts) == 0 else {
      return [
        .fault(
          "data", text: "\(directory) can't be read (\(String(cString: strerror(errno)))).",
          cure: "Choose another one with --data.")
      ]
    }
    let free = UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
    let room = "\(directory) has \(free >> 20) MiB of free space."
    if free < noRoom {
      return [.fault("data", text: room, cure: "Free some, or choose another disk with --data.")]
    }
    if free < littleRoom {
      return [
        .warning(
          "data", text: room, cure: "Free some: when the disk is full, nothing can be stored.")
      ]
    }
    // Many file systems have no fixed number of files and say 0.
    if facts.f_files > 0, facts.f_favail < 1000 {
      return [
        .warning(
          "data", text: "\(directory) has room for \(facts.f_favail) more files only.",
          cure: "Delete small files, or choose another disk with --data.")
      ]
    }
    return [.good("data", text: room)]
  }
}
