import Foundation
import Glibc
import HermesConformanceLinux

/// Resources of this process, as /proc shows them.
enum ProcessResources {
  /// Bytes that malloc has handed out.
  static var heap: Int { hermes_heap_in_use() }

  /// Bytes of resident memory.
  static var resident: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }

  /// The open descriptors.
  static var descriptors: Set<Int32> {
    // Listing opens a descriptor itself, which is closed again when it is checked here.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return Set(names.compactMap { Int32($0) }.filter { fcntl($0, F_GETFD) >= 0 })
  }

  static func isCloseOnExec(_ descriptor: Int32) -> Bool {
    fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0
  }

  static func target(of descriptor: Int32) -> String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)"))
      ?? "?"
  }

  /// The ids of the threads, with their names.
  static var threads: [String: String] {
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    return Dictionary(
      ids.map { id in
        let name = try? String(contentsOfFile: "/proc/self/task/\(id)/comm", encoding: .utf8)
        return (id, name?.trimmingCharacters(in: .newlines) ?? "?")
      }, uniquingKeysWith: { first, _ in first })
  }
}
