import Foundation
import Glibc
import HermesCRuntime
import HermesContract
import HermesThreads
import Logging
import Synchronization

/// How a child ended.
struct ChildEnd: Sendable {
  /// -1 if a signal ended it.
  let exitCode: Int32
  /// 0 if no signal ended it.
  let signal: Int32
  /// Why the server ended it; nil if it ended by itself.
  let reason: String?
  /// The last line it wrote, which often explains the end.
  let lastLine: String
  let cpuNanoseconds: UInt64

  /// "SIGSEGV", "exit code 3" or the server's own reason, with the last line if there is one.
  var cause: String {
    let what = reason ?? (signal > 0 ? SignalName.of(signal) : "exit code \(exitCode)")
    return lastLine.isEmpty ? what : "\(what): \(lastLine)"
  }
}

/// A child process that runs agents: the same executable, sharing nothing with the server but a
/// socket. One thread reads its frames and reaps it when it ends.
final class ChildProcess: Sendable {
  struct Launch: Sendable {
    /// The program; it is started with the single argument `agent-child`.
    var executable: String
    var environment: [String: String]
    /// For threads and logs.
    var name: String
    var logger: Logger
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private struct State: Sendable {
    var isReaped = false
    var reason: String?
    var lastLine = ""
  }

  /// What the library prints, on its way to the log.
  private struct Output {
    var line: [UInt8] = []
    var allowance = LogAllowance()
  }

  /// Longer lines of output are cut.
  private static let maximumLine = 500
  /// How long a child may take to end once its socket is closed.
  private static let reapMilliseconds: Int32 = 500

  let pid: pid_t
  let connection: ChildConnection
  private let output: Int32
  private let launch: Launch
  private let state = Mutex(State())

  /// Starts the child. `onFrame` and `onEnd` are called on its reader's thread, `onEnd` once and
  /// last.
  /// - Throws: `Failure` if no process, or no thread for it, can be created. Blocks while the
  ///   process is created.
  init(
    _ launch: Launch, onFrame: @escaping @Sendable (ChildFrame) -> Void,
    onEnd: @escaping @Sendable (ChildEnd) -> Void
  ) throws(Failure) {
    var sockets: [Int32] = [-1, -1]
    var pipes: [Int32] = [-1, -1]
    var status = hermes_socket_pair(&sockets)
    guard status == 0 else {
      throw Failure(description: "no socket (\(String(cString: strerror(status))))")
    }
    status = hermes_pipe(&pipes)
    guard status == 0 else {
      for descriptor in sockets { close(descriptor) }
      throw Failure(description: "no pipe (\(String(cString: strerror(status))))")
    }
    var child: pid_t = 0
    let environment = launch.environment.map { "\($0.key)=\($0.value)" }.sorted()
    status = Self.withCStrings([launch.executable, "agent-child"]) { arguments in
      Self.withCStrings(environment) { environment in
        hermes_spawn(launch.executable, arguments, environment, sockets[1], pipes[1], &child)
      }
    }
    close(sockets[1])
    close(pipes[1])
    guard status == 0 else {
      close(sockets[0])
      close(pipes[0])
      throw Failure(description: "no process (\(String(cString: strerror(status))))")
    }
    self.launch = launch
    pid = child
    output = pipes[0]
    connection = ChildConnection(sockets[0], name: launch.name)
    do throws(ThreadFailure) {
      try NamedThread("\(launch.name)-in") { [self] in onEnd(readFrames(onFrame)) }.detach()
    } catch {
      kill("there is no thread for it")
      var output = Output()
      _ = reap(&output)
      throw Failure(description: error.description)
    }
  }

  /// NULL-terminated C strings that live as long as `body` runs.
  private static func withCStrings<Result>(
    _ strings: [String], body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
  }

  /// Ends the child and everything it has started. Never blocks.
  func kill(_ reason: String) {
    state.withLock { state in
      guard !state.isReaped else { return }
      if state.reason == nil { state.reason = reason }
      Glibc.kill(-pid, SIGKILL)
      Glibc.kill(pid, SIGKILL)
    }
  }

  /// Processor time so far, in nanoseconds.
  var cpuNanoseconds: UInt64 {
    state.withLock { $0.isReaped ? 0 : hermes_cpu_of(pid) }
  }

  // MARK: - On the reader's thread

  private func readFrames(_ onFrame: (ChildFrame) -> Void) -> ChildEnd {
    var decoder = ChildFrameDecoder(maximumPayload: ChildFrame.maximumPayloadFromChild)
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var printed = Output()
    // Something that the child started may keep its socket open after it has ended.
    let process = hermes_child_descriptor(pid)
    defer { if process >= 0 { close(process) } }
    var items = [
      pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: process, events: Int16(POLLIN), revents: 0),
    ]
    // Set once the child has ended: the bytes that had arrived by then.
    var rest: Int?
    reading: while rest != 0 {
      guard poll(&items, nfds_t(items.count), -1) >= 0 else {
        if errno == EINTR { continue }
        break
      }
      if rest == nil, items[2].revents != 0 {
        rest = hermes_readable_bytes(connection.descriptor)
        items[2].fd = -1
        continue
      }
      if items[1].revents != 0 {
        let count = Glibc.read(output, &buffer, buffer.count)
        // A closed pipe does not mean that the child has ended; a closed socket does.
        if count > 0 { collect(buffer[..<count], into: &printed) } else { items[1].fd = -1 }
      }
      guard items[0].revents != 0 else { continue }
      let count = Glibc.read(connection.descriptor, &buffer, min(buffer.count, rest ?? .max))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest? -= count
      decoder.append(buffer[..<count])
      do {
        while let frame = try decoder.nextFrame() { onFrame(frame) }
      } catch {
        kill("it sent something that is not of this protocol")
        break reading
      }
    }
    if connection.isOverrun { kill("it did not read what it was sent") }
    return reap(&printed)
  }

  private func reap(_ printed: inout Output) -> ChildEnd {
    connection.close()
    var end = hermes_child_end()
    hermes_reap(pid, Self.reapMilliseconds, &end)
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    _ = fcntl(output, F_SETFL, O_NONBLOCK)
    while case let count = Glibc.read(output, &buffer, buffer.count), count > 0 {
      collect(buffer[..<count], into: &printed)
    }
    if !printed.line.isEmpty { collect([UInt8(ascii: "\n")], into: &printed) }
    logDropped(printed.allowance.takeDropped())
    close(output)
    return state.withLock { state in
      state.isReaped = true
      close(connection.descriptor)
      return ChildEnd(
        exitCode: end.exit_code, signal: end.signal, reason: state.reason,
        lastLine: state.lastLine, cpuNanoseconds: end.cpu_ns)
    }
  }

  /// Sends what the library prints to the log, line by line.
  private func collect(_ bytes: some Sequence<UInt8>, into printed: inout Output) {
    for byte in bytes {
      guard byte == UInt8(ascii: "\n") else {
        if printed.line.count < Self.maximumLine { printed.line.append(byte) }
        continue
      }
      let text = String(decoding: printed.line, as: UTF8.self)
      printed.line.removeAll(keepingCapacity: true)
      guard text.contains(where: { !$0.isWhitespace }) else { continue }
      // Kept even if the line is not logged: it may explain why the child ended.
      state.withLock { $0.lastLine = text }
      guard case .pass(let dropped) = printed.allowance.spend(at: monotonicNanoseconds()) else {
        continue
      }
      logDropped(dropped)
      log(text)
    }
  }

  private func logDropped(_ count: Int) {
    if count > 0 { log(LogAllowance.droppedNote(count)) }
  }

  private func log(_ text: String) {
    launch.logger.info(
      "output of a child", metadata: ["library": "\(launch.name)", "text": "\(text)"])
  }
}
