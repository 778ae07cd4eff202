import Foundation
import Glibc

/// Runs a program, collects what it writes, and ends it when its time is over.
enum ProbeProcess {
  enum Reason: Sendable, Equatable {
    case exit(Int32)
    case signal(Int32)
    case timeout(Duration)
  }

  struct End: Sendable {
    let reason: Reason
    let lines: [String]
  }

  struct StartFailure: Error, CustomStringConvertible {
    let code: Int32
    var description: String { String(cString: strerror(code)) }
  }

  /// More is not kept: a child that writes without end stays harmless.
  private static let maximumBytes = 1 << 20

  /// Blocks until the program has ended.
  static func run(_ command: [String], timeLimit: Duration) throws -> End {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw StartFailure(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let process: pid_t
    do { process = try start(command, output: ends[1]) } catch {
      close(ends[1])
      throw error
    }
    close(ends[1])
    let clock = ContinuousClock()
    let deadline = clock.now + timeLimit
    var output: [UInt8] = []
    var isOpen = true
    while isOpen, clock.now < deadline {
      let left = max(1, Int32((deadline - clock.now) / .milliseconds(1)))
      var descriptor = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, left) > 0 else { continue }
      var chunk = [UInt8](repeating: 0, count: 1 << 14)
      let count = read(ends[0], &chunk, chunk.count)
      isOpen = count > 0
      if count > 0, output.count < maximumBytes { output.append(contentsOf: chunk[..<count]) }
    }
    // The whole group: what the library has started goes with it.
    if isOpen { kill(-process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    let reason: Reason =
      isOpen ? .timeout(timeLimit) : signal != 0 ? .signal(signal) : .exit(status >> 8 & 0xFF)
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    return End(reason: reason, lines: lines)
  }

  private static func start(_ command: [String], output: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var arguments = command.map { strdup($0) }
    var variables = ProcessInfo.processInfo.environment
    // A Swift library brings a runtime that would catch fatal signals for its backtraces: neither the
    // agent's doing nor wanted where the signal is the verdict.
    variables["SWIFT_BACKTRACE"] = "enable=no"
    var environment = variables.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in arguments + environment { free(text) } }
    arguments.append(nil)
    environment.append(nil)
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, arguments, environment)
    guard code == 0 else { throw StartFailure(code: code) }
    return process
  }
}
