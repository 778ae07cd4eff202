import Glibc
import HermesCRuntime
import HermesContract
import HermesThreads

/// Follows folders with inotify on a thread of its own, and says when files have come to rest.
final class FolderWatch: Sendable {
  struct Failure: Error, CustomStringConvertible { let description: String }

  private static let events = UInt32(
    IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB
      | IN_DELETE_SELF | IN_MOVE_SELF)
  /// A folder that is gone is looked for again after this many milliseconds.
  private static let retryMilliseconds: Int32 = 500

  /// Something has come to rest; the files that have not. Only the newest word is kept.
  let changes: AsyncStream<Set<String>>
  private let continuation: AsyncStream<Set<String>>.Continuation
  private let inotify: Int32
  private let wake: Int32
  private let wakeUp: Int32

  /// - Throws: if the kernel gives no watch.
  init(_ folders: [String]) throws(Failure) {
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
      try NamedThread("agent-folders") { [self] in run(folders) }.detach()
    } catch {
      for descriptor in [inotify] + ends { close(descriptor) }
      throw Failure(description: error.description)
    }
  }

  func stop() {
    close(wake)
  }

  // MARK: - On the thread

  private func run(_ folders: [String]) {
    var watches: [Int32: String] = [:]
    var settling = FileSettling()
    add(folders, &watches)
    // What came before the watches is found by whoever listens.
    continuation.yield([])
    var items = [
      pollfd(fd: inotify, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      _ = poll(&items, 2, timeout(settling, isComplete: watches.count == folders.count))
      if items[1].revents != 0 { break }
      let now = monotonicNanoseconds()
      if items[0].revents != 0 { take(now, &watches, &settling) }
      if watches.count < folders.count, add(folders, &watches) {
        settling.completed("", at: now)
      }
      if settling.takeSettled(at: now) { continuation.yield(settling.unsettled) }
    }
    continuation.finish()
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

  /// - Returns: whether a folder was found that had none.
  @discardableResult
  private func add(_ folders: [String], _ watches: inout [Int32: String]) -> Bool {
    var isNew = false
    for folder in folders where !watches.values.contains(folder) {
      let watch = inotify_add_watch(inotify, folder, Self.events)
      guard watch >= 0 else { continue }
      watches[watch] = folder
      isNew = true
    }
    return isNew
  }

  private func take(
    _ now: UInt64, _ watches: inout [Int32: String], _ settling: inout FileSettling
  ) {
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
        take(event, name, now, &watches, &settling)
      }
    }
  }

  private func take(
    _ event: inotify_event, _ name: String, _ now: UInt64, _ watches: inout [Int32: String],
    _ settling: inout FileSettling
  ) {
    func has(_ bits: Int) -> Bool { event.mask & UInt32(bits) != 0 }
    // The queue ran over, or the folder itself went: look at everything.
    if event.mask & UInt32(IN_Q_OVERFLOW | IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF) != 0 {
      if !has(Int(IN_Q_OVERFLOW)) {
        inotify_rm_watch(inotify, event.wd)
        watches[event.wd] = nil
      }
      return settling.completed("", at: now)
    }
    guard let folder = watches[event.wd], [".so", ".toml", ".sig"].contains(where: name.hasSuffix)
    else { return }
    let path = "\(folder)/\(name)"
    if event.mask & UInt32(IN_MODIFY | IN_CREATE) != 0 {
      settling.modified(path, at: now)
    } else {
      settling.completed(path, at: now)
    }
  }
}
