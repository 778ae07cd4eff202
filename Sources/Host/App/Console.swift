import Foundation
import Glibc
import HermesContract

/// Lines for people and pipes: written at once, because `print` loses what it holds in a crash.
enum Console {
  /// What a shell gives to a program that SIGPIPE has ended.
  private static let brokenPipe: Int32 = 141

  /// A line of a command's output. Ends the command when nobody reads it, as in `… | head`, or when
  /// it can't be written.
  static func line(_ text: String) { output(VisibleText.lines(text)) }

  /// What an agent has made, byte for byte where it goes to a file or another program.
  static func content(_ text: String) { output(isTerminal ? VisibleText.lines(text) : text) }

  private static func output(_ text: String) {
    switch write(text, to: STDOUT_FILENO) {
    case 0: return
    case EPIPE: _exit(brokenPipe)
    case let code:
      error("hermes: standard output can't be written: \(String(cString: strerror(code))).")
      _exit(1)
    }
  }

  /// A line of a server, which goes on without a reader.
  static func announce(_ text: String) { _ = write(VisibleText.lines(text), to: STDOUT_FILENO) }

  static func error(_ text: String) { _ = write(VisibleText.lines(text), to: STDERR_FILENO) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

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
