import Foundation
import Glibc
import HermesCRuntime
import HermesContract
import HermesThreads
import Synchronization

/// Every file that the system's loader would open for a library, according to the loader itself:
/// indirect dependencies, links, folders for newer processors, and filters. Listing them runs none
/// of them (ld.so(8), `--list`), except what DT_AUDIT names, which is refused beforehand.
enum LoaderClosure {
  #if arch(x86_64)
    private static let loader = "/lib64/ld-linux-x86-64.so.2"
  #elseif arch(arm64)
    private static let loader = "/lib/ld-linux-aarch64.so.1"
  #endif
  private static let limit = Duration.seconds(10)
  private static let maximumBytes = 1 << 20

  /// Refuses a library if another user can change one of its files, or if a dependency would make
  /// every stack executable. Blocks for a few milliseconds.
  /// - Parameters:
  ///   - copy: what will be opened.
  ///   - path: what the refusal is about.
  ///   - runtime: a folder that is searched first, because its libraries will be open by then.
  /// - Returns: the files that the loader would open.
  @discardableResult
  static func check(
    _ copy: String, of path: String, runtime: String? = nil
  ) throws(LibraryRefusal) -> [String] {
    if let fault = TrustedPath.fault(copy) { throw LibraryRefusal(fault, of: path) }
    guard access(loader, X_OK) == 0 else { return [] }
    if let fault = ElfImage(bytes(of: copy)).delegationFault {
      throw LibraryRefusal(path, cause: fault.cause, cure: fault.cure)
    }
    guard let listed = listDependencies(of: copy, runtime: runtime) else {
      throw LibraryRefusal(
        path, cause: "what it depends on can't be found out: \(loader) --list did not end well",
        cure: "run it by hand, or link the dependencies statically")
    }
    let objects = objects(in: listed)
    for object in objects {
      if let fault = TrustedPath.fault(object) {
        throw LibraryRefusal(
          path, cause: "it would load \(object): \(fault.path) \(fault.cause)", cure: fault.cure)
      }
      let facts = facts(of: object)
      if let fault = facts.stackFault {
        throw LibraryRefusal(
          path, cause: "it would load \(object): \(fault.cause)", cure: fault.cure)
      }
      for entry in facts.searchPaths { try check(entry, of: object, for: path) }
    }
    return objects
  }

  /// Another user might later add a dependency where it is missing now.
  private static func check(
    _ entry: String, of object: String, for path: String
  ) throws(LibraryRefusal) {
    let looking = "it would load \(object), which looks for its dependencies in"
    guard let folders = SearchedFolders.named(entry, of: object) else {
      throw LibraryRefusal(
        path, cause: "\(looking) \"\(entry)\": that is another folder from process to process",
        cure: "link it with absolute paths or $ORIGIN")
    }
    for folder in folders {
      guard let fault = SearchedFolders.fault(of: folder) else { continue }
      throw LibraryRefusal(
        path, cause: "\(looking) \(folder): \(fault.path) \(fault.cause)", cure: fault.cure)
    }
  }

  private struct Facts: Sendable {
    let searchPaths: [String]
    let stackFault: ElfImage.Fault?
  }

  /// Facts about objects, by file identity: most libraries need the same ones.
  private static let known = Mutex<[String: Facts]>([:])
  private static let maximumKnown = 1000

  private static func facts(of object: String) -> Facts {
    var status = stat()
    guard stat(object, &status) == 0 else { return Facts(searchPaths: [], stackFault: nil) }
    let key =
      "\(status.st_dev) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    if let facts = known.withLock({ $0[key] }) { return facts }
    let image = ElfImage(bytes(of: object))
    let facts = Facts(searchPaths: image.dependencies.searchPaths, stackFault: image.stackFault)
    known.withLock {
      if $0.count >= maximumKnown { $0 = [:] }
      $0[key] = facts
    }
    return facts
  }

  private static func bytes(of path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
  }

  /// The paths in "name => /path (0x7f…)" and "/path (0x7f…)". Missing objects are reported by the
  /// loader.
  static func objects(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let end = line.range(of: " (0x", options: .backwards)?.lowerBound ?? line.endIndex
      let name = line[..<end].drop { $0 == "\t" || $0 == " " }
      let path = name.range(of: " => ").map { name[$0.upperBound...] } ?? name
      return path.hasPrefix("/") ? String(path) : nil
    }
  }

  /// - Returns: nil if the loader cannot be started, does not end in time, or ends by a signal.
  private static func listDependencies(of copy: String, runtime: String?) -> String? {
    var ends: [Int32] = [-1, -1]
    guard hermes_pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    let child = start(copy, runtime: runtime, output: ends[1])
    close(ends[1])
    guard let child else { return nil }
    let output = readOutput(of: ends[0], until: .now + limit)
    if output == nil { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? output : nil
  }

  private static func start(_ copy: String, runtime: String?, output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var arguments: [UnsafeMutablePointer<CChar>?] =
      ([loader, "--list", copy] as [String]).map { strdup($0) } + [nil]
    // Search where the server itself would; objects that are preloaded are the operator's.
    let own = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    let folders = [runtime, own].compactMap(\.self).joined(separator: ":")
    var environment: [UnsafeMutablePointer<CChar>?] =
      [folders.isEmpty ? nil : strdup("LD_LIBRARY_PATH=\(folders)"), nil]
    defer { for text in arguments + environment { free(text) } }
    var child: pid_t = 0
    let status = withSpawnAttributes { attributes in
      posix_spawn(&child, loader, &actions, &attributes, &arguments, &environment)
    }
    return status == 0 ? child : nil
  }

  /// Reads to the end; nil if that does not come in time.
  private static func readOutput(of descriptor: Int32, until deadline: ContinuousClock.Instant)
    -> String?
  {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count < maximumBytes {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return nil }
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let answer = poll(&ready, 1, Int32(left) + 1)
      if answer < 0, errno == EINTR { continue }
      guard answer > 0 else { return nil }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
    return nil
  }
}
