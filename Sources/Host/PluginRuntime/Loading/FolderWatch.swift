import Glibc
import HermesCRuntime
import HermesContract
import HermesThreads
import Synchronization

/// Follows folders with inotify on a separate thread, and announces when files have settled.
final class FolderWatch: Sendable {
  struct Failure: Error, CustomStringConvertible { let description: String }

  private static let events = UInt32(
    IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB
      | IN_DELETE_SELF | IN_MOVE_SELF)
  /// A folder that has disappeared is searched for again after this many milliseconds.
  private static let retryMilliseconds: Int32 = 500

  private struct Places: Sendable {
    /// Folders in which every file matters.
    let folders: [String]
    /// Files elsewhere that matter, by folder.
    var files: [String: Set<String>] = [:]
    /// The kernel gives a folder one watch, whatever its names.
    var watches: [Int32: Set<String>] = [:]
    /// The descriptor may have been reused by now.
    var isOver = false

    var wanted: Set<String> { Set(folders).union(files.keys) }
    var watched: Set<String> { watches.values.reduce(into: []) { $0.formUnion($1) } }
    var isComplete: Bool { wanted.isSubset(of: watched) }

    /// A changed file, under each name by which it is watched.
    func paths(_ name: String, in watch: Int32) -> [String] {
      (watches[watch] ?? []).filter { counts(name, in: $0) }.map { "\($0)/\(name)" }
    }

    private func counts(_ name: String, in folder: String) -> Bool {
      if files[folder]?.contains(name) == true { return true }
      return folders.contains(folder) && [".so", ".toml", ".sig"].contains(where: name.hasSuffix)
    }
  }

  /// Yields the files that have not settled whenever others have. Keeps only the newest value.
  let changes: AsyncStream<Set<String>>
  private let continuation: AsyncStream<Set<String>>.Continuation
  private let inotify: Int32
  private let wake: Int32
  private let wakeUp: Int32
  private let places: Mutex<Places>

  /// - Throws: if the kernel gives no watch.
  init(_ folders: [String]) throws(Failure) {
    places = Mutex(Places(folders: folders))
    inotify = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard inotify >= 0 else {
      throw Failure(description: "inotify_init1: \(String(cString: strerror(errno)))")
    }
    var ends: [Int32] = [-1, -1]
    let status = hermes_pipe(&ends)
    guard status == 0 else {
      close(inotify)
      throw Failure(description: "pipe: \(String(cString: strerror(status)))")
    }
    (wakeUp, wake) = (ends[0], ends[1])
    (changes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    do throws(ThreadFailure) {
      try NamedThread("agent-folders") { [self] in watchFolders() }.detach()
    } catch {
      for descriptor in [inotify] + ends { close(descriptor) }
      throw Failure(description: error.description)
    }
  }

  func stop() {
    close(wake)
  }

  /// Replaces the files that are watched wherever they are: those that symbolic links and manifests
  /// lead to.
  func follow(_ paths: Set<String>) {
    places.withLock { places in
      guard !places.isOver else { return }
      places.files = [:]
      for path in paths {
        let (folder, name) = Self.split(path)
        guard !places.folders.contains(folder) else { continue }
        places.files[folder, default: []].insert(name)
      }
      let wanted = places.wanted
      for (watch, names) in places.watches {
        let left = names.intersection(wanted)
        if left.isEmpty { inotify_rm_watch(inotify, watch) }
        places.watches[watch] = left.isEmpty ? nil : left
      }
      addWatches(&places)
    }
  }

  static func split(_ path: String) -> (folder: String, name: String) {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    return (String(path[..<end]), String(path[end...].drop { $0 == "/" }))
  }

  /// - Returns: whether a missing folder was found.
  @discardableResult
  private func addWatches(_ places: inout Places) -> Bool {
    var isNew = false
    for folder in places.wanted.subtracting(places.watched) {
      let watch = inotify_add_watch(inotify, folder, Self.events)
      guard watch >= 0 else { continue }
      places.watches[watch, default: []].insert(folder)
      isNew = true
    }
    return isNew
  }

  // MARK: - On the thread

  private func watchFolders() {
    var settling = FileSettling()
    places.withLock { _ = addWatches(&$0) }
    // The listener checks for anything that happened before the watches existed.
    continuation.yield([])
    var items = [
      pollfd(fd: inotify, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let isComplete = places.withLock(\.isComplete)
      _ = poll(&items, 2, timeout(settling, isComplete: isComplete))
      if items[1].revents != 0 { break }
      let now = monotonicNanoseconds()
      if items[0].revents != 0 { readEvents(at: now, into: &settling) }
      if places.withLock({ !$0.isComplete && addWatches(&$0) }) {
        settling.completed("", at: now)
      }
      if settling.takeSettled(at: now) { continuation.yield(settling.unsettled) }
    }
    continuation.finish()
    places.withLock { $0.isOver = true }
    close(inotify)
    close(wakeUp)
  }

  private func timeout(_ settling: FileSettling, isComplete: Bool) -> Int32 {
    let retry = isComplete ? -1 : Self.retryMilliseconds
    guard let next = settling.next else { return retry }
    let now = monotonicNanoseconds()
    let milliseconds = next <= now ? 0 : Int32(clamping: (next - now) / 1_000_000 + 1)
    return retry < 0 ? milliseconds : min(retry, milliseconds)
  }

  private func readEvents(at now: UInt64, into settling: inout FileSettling) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while case let count = read(inotify, &buffer, buffer.count), count > 0 {
      var offset = 0
      while offset + MemoryLayout<inotify_event>.size <= count {
        let event = buffer.withUnsafeBytes {
          $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        }
        let start = offset + MemoryLayout<inotify_event>.size
        offset = start + Int(event.len)
        let name = String(
          decoding: buffer[start..<offset].prefix { $0 != 0 }, as: UTF8.self)
        apply(event, name: name, at: now, to: &settling)
      }
    }
  }

  private func apply(
    _ event: inotify_event, name: String, at now: UInt64, to settling: inout FileSettling
  ) {
    func has(_ bits: Int) -> Bool { event.mask & UInt32(bits) != 0 }
    // The queue overflowed, or the folder itself disappeared: check everything.
    if event.mask & UInt32(IN_Q_OVERFLOW | IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF) != 0 {
      if !has(Int(IN_Q_OVERFLOW)) {
        inotify_rm_watch(inotify, event.wd)
        places.withLock { $0.watches[event.wd] = nil }
      }
      return settling.completed("", at: now)
    }
    for path in places.withLock({ $0.paths(name, in: event.wd) }) {
      if event.mask & UInt32(IN_MODIFY | IN_CREATE) != 0 {
        settling.modified(path, at: now)
      } else {
        settling.completed(path, at: now)
      }
    }
  }
}
