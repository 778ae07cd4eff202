import Glibc
import HermesContract
import HermesThreads
import Logging
import Synchronization

/// The audit log: a file with one JSON object per line, readable only by its owner.
///
/// Entries are written in order, by a dedicated thread. The file is opened for each entry, so that
/// it may be moved away at any time; entries are rare, because most cost a password hash first.
package final class AuditLog: AuditRecording {
  /// Above it the file is renamed to `NAME.1`, replacing the one of before; 64 MiB.
  package static let maximumBytes: Int64 = 64 << 20
  /// Entries that wait to be written; further ones are dropped, and their number is recorded.
  private static let maximumWaiting = 4096

  private struct State: Sendable {
    var waiting = 0
    var dropped = 0
  }

  private let path: String
  private let maximumBytes: Int64
  private let metrics: ServerMetrics
  private let logger: Logger
  private let thread = WorkerThreads("audit", limit: 1)
  private let state = Mutex(State())

  /// - Parameters:
  ///   - path: the file; created when the first entry is written.
  ///   - metrics: counts the entries, also those that are dropped.
  package init(
    path: String, maximumBytes: Int64 = AuditLog.maximumBytes,
    metrics: ServerMetrics = ServerMetrics(), logger: Logger
  ) {
    self.path = path
    self.maximumBytes = maximumBytes
    self.metrics = metrics
    self.logger = logger
  }

  package func record(
    _ event: AuditEvent, by actor: AuditActor, of user: UserID?, detail: JSONObject
  ) {
    metrics.audit.add(to: event)
    var entry = JSONObject([
      (key: "time", value: .string(Timestamp.now.text)),
      (key: "event", value: .string(event.rawValue)),
      (key: "by", value: actor.user.map { .string($0.text) } ?? .null),
      (key: "address", value: .string(actor.address)),
      (key: "client", value: .string(actor.client)),
    ])
    if let session = actor.session { entry["session"] = .string(session.text) }
    if let user { entry["account"] = .string(user.text) }
    for (key, value) in detail.members { entry[key] = value }
    let isAdmitted = state.withLock { state in
      guard state.waiting < Self.maximumWaiting else {
        state.dropped += 1
        return false
      }
      state.waiting += 1
      return true
    }
    guard isAdmitted else { return }
    let line = entry
    if !thread.submit({ [self] in write(line) }) { finish() }
  }

  /// Writes what is waiting, and ends the thread. Blocks.
  package func stop() { thread.stopAndJoin() }

  private func write(_ entry: JSONObject) {
    let dropped = finish()
    if dropped > 0 {
      append([
        "time": .string(Timestamp.now.text), "event": "entries_dropped",
        "count": .int(Int64(dropped)),
      ])
    }
    append(entry)
  }

  /// - Returns: how many entries were dropped since the last one.
  @discardableResult
  private func finish() -> Int {
    state.withLock { state in
      state.waiting -= 1
      defer { state.dropped = 0 }
      return state.dropped
    }
  }

  private func append(_ entry: JSONObject) {
    // Opening a pipe would otherwise wait for its reader.
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let file = open(path, flags, 0o600)
    guard file >= 0 else { return report(String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
      return report("it is not a regular file with a single name")
    }
    if status.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
    let line = Array(VisibleText.lines(JSONWriter.text(.object(entry))).utf8) + [UInt8(ascii: "\n")]
    // One write per line, so that lines of several processes do not mix.
    guard line.withUnsafeBytes({ Glibc.write(file, $0.baseAddress, $0.count) }) == line.count else {
      return report(String(cString: strerror(errno)))
    }
    if status.st_size + off_t(line.count) >= maximumBytes { rename(path, path + ".1") }
  }

  private func report(_ reason: String) {
    logger.error(
      "the audit log can't be written",
      metadata: ["file": "\(path)", "error": "\(reason)"])
  }
}
