import Foundation
import Glibc
import HermesContract
import Synchronization

/// Lines for people and pipes: written at once, because `print` loses what it holds in a crash.
enum Console {
  /// What a shell gives to a program that SIGPIPE has ended.
  private static let brokenPipe: Int32 = 141

  /// Where this command's own lines go.
  private static let output = Atomic<Int32>(STDOUT_FILENO)

  /// From now on only this type writes to standard output: what libraries in this process print, and
  /// the programs that they start, goes to standard error and stands between no lines of ours. Before
  /// any library is loaded.
  static func keepOutput() {
    let kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    // It is closed, and there is nothing to keep apart.
    guard kept >= 0 else { return }
    if dup2(STDERR_FILENO, STDOUT_FILENO) < 0 {
      let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
      dup2(null, STDOUT_FILENO)
      close(null)
    }
    output.store(kept, ordering: .releasing)
  }

  private static var descriptor: Int32 { output.load(ordering: .acquiring) }

  /// A line of a command's output. Ends the command when nobody reads it, as in `… | head`, or when
  /// it can't be written.
  static func line(_ text: String) { put(VisibleText.lines(text)) }

  /// What an agent has made, byte for byte where it goes to a file or another program.
  static func content(_ text: String) { put(isTerminal ? VisibleText.lines(text) : text) }

  private static func put(_ text: String) {
    switch write(text, to: descriptor) {
    case 0: return
    case EPIPE: _exit(brokenPipe)
    case let code:
      error("hermes: standard output can't be written: \(String(cString: strerror(code))).")
      _exit(1)
    }
  }

  /// A line of a server, which goes on without a reader.
  static func announce(_ text: String) { _ = write(VisibleText.lines(text), to: descriptor) }

  static func error(_ text: String) { _ = write(VisibleText.lines(text), to: STDERR_FILENO) }

  static var isTerminal: Bool { isatty(descriptor) == 1 }

  /// - Returns: 0, or why it failed. SIGPIPE is ignored.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var rest = ArraySlice((text + "\n").utf8)
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
