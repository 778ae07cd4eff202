import Foundation
import Glibc
import HermesContract
import HermesThreads

/// Runs a program, collects its output, and ends it at its time limit.
enum ProbeProcess {
  enum Reason: Sendable, Equatable {
    case exit(Int32)
    case signal(Int32)
    case timeout(Duration)
  }

  struct End: Sendable {
    let reason: Reason
    let lines: [String]
    /// Its standard error; if it exceeds 1 MiB, the last lines.
    let said: [String]
  }

  struct StartFailure: Error, CustomStringConvertible {
    let code: Int32
    var description: String { String(cString: strerror(code)) }
  }

  /// Further output is dropped, so that a child that writes endlessly is harmless.
  private static let maximumBytes = 1 << 20
  private static let maximumSaidLine = 500

  /// Blocks until the program has ended.
  static func run(_ command: [String], timeLimit: Duration) throws -> End {
    let output = try ProbePipe()
    let errors = try ProbePipe()
    let process = try start(command, output: output.writer, errors: errors.writer)
    output.closeWriter()
    errors.closeWriter()
    let clock = ContinuousClock()
    let deadline = clock.now + timeLimit
    var written: [UInt8] = []
    var said: [UInt8] = []
    var isOpen = true
    while isOpen, clock.now < deadline {
      let left = max(1, Int32((deadline - clock.now) / .milliseconds(1)))
      var items = [output.pollItem, errors.pollItem]
      guard poll(&items, 2, left) > 0 else { continue }
      if items[1].revents != 0 { keepLast(errors.read(), in: &said) }
      guard items[0].revents != 0 else { continue }
      let chunk = output.read()
      isOpen = output.isOpen
      if written.count < maximumBytes { written += chunk }
    }
    // The whole group, so that processes that the library has started end too.
    if isOpen { kill(-process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    errors.drain { keepLast($0, in: &said) }
    let signal = status & 0x7F
    let reason: Reason =
      isOpen ? .timeout(timeLimit) : signal != 0 ? .signal(signal) : .exit(status >> 8 & 0xFF)
    let lines = String(decoding: written, as: UTF8.self).split(separator: "\n").map(String.init)
    return End(reason: reason, lines: lines, said: words(said))
  }

  private static func keepLast(_ chunk: [UInt8], in bytes: inout [UInt8]) {
    bytes += chunk
    if bytes.count > maximumBytes { bytes.removeFirst(bytes.count - maximumBytes / 2) }
  }

  private static func words(_ bytes: [UInt8]) -> [String] {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.map { VisibleText.lines(String($0)).cut(toBytes: maximumSaidLine) }
  }

  private static func start(
    _ command: [String], output: Int32, errors: Int32
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var arguments = command.map { strdup($0) }
    var variables = ProcessInfo.processInfo.environment
    // A Swift library brings a runtime that would catch fatal signals to print backtraces: that is
    // not the agent's doing, and unwanted where the signal is the verdict.
    variables["SWIFT_BACKTRACE"] = "enable=no"
    var environment = variables.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in arguments + environment { free(text) } }
    arguments.append(nil)
    environment.append(nil)
    var process: pid_t = 0
    let code = withSpawnAttributes(ownGroup: true) { attributes in
      posix_spawn(&process, command[0], &actions, &attributes, arguments, environment)
    }
    guard code == 0 else { throw StartFailure(code: code) }
    return process
  }
}
