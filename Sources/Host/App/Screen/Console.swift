import Foundation
import Glibc
import HermesContract
import HermesTerminal
import Synchronization

/// Writes lines for people and pipes. Unbuffered, because `print` loses buffered text in a crash.
enum Console {
  /// The exit code that a shell reports for a program ended by SIGPIPE.
  private static let brokenPipe: Int32 = 141

  /// The descriptor that this command's own lines are written to.
  private static let output = Atomic<Int32>(STDOUT_FILENO)

  /// From now on only this type writes to standard output: anything that libraries in this process,
  /// or programs that they start, print goes to standard error, so that it cannot mix with our
  /// lines. Call before any library is loaded.
  static func keepOutput() {
    let kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    // Standard output is closed, so there is nothing to separate.
    guard kept >= 0 else { return }
    if dup2(STDERR_FILENO, STDOUT_FILENO) < 0 {
      let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
      dup2(null, STDOUT_FILENO)
      close(null)
    }
    output.store(kept, ordering: .releasing)
  }

  private static var descriptor: Int32 { output.load(ordering: .acquiring) }

  /// Writes a line of a command's output. Ends the command if no one reads it, as in `… | head`, or
  /// if it can't be written.
  static func printLine(_ text: String) { write(VisibleText.lines(text)) }

  /// Writes an agent's output: byte for byte to a file or another program; made visible and
  /// terminated by a line break on a terminal.
  static func content(_ bytes: [UInt8]) {
    guard isTerminal else { return write(bytes) }
    let text = VisibleText.lines(String(decoding: bytes, as: UTF8.self))
    write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  private static func write(_ text: String) { write(Array((text + "\n").utf8)) }

  private static func write(_ bytes: [UInt8]) {
    switch write(bytes, to: descriptor) {
    case 0: return
    case EPIPE: _exit(brokenPipe)
    case let code:
      error("hermes: standard output can't be written: \(String(cString: strerror(code))).")
      _exit(1)
    }
  }

  /// Writes a line of a server, which continues without a reader.
  static func announce(_ text: String) { _ = write(VisibleText.lines(text), to: descriptor) }

  static func error(_ text: String) { _ = write(VisibleText.lines(text), to: STDERR_FILENO) }

  /// Reports why a command failed.
  static func failure(_ message: String) {
    let text = VisibleText.lines("hermes: \(message)")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for part in WrappedText.lines(String(line), width: errorStyle.width, indent: 2) {
        error(part)
      }
    }
  }

  /// Writes text to standard error verbatim: with escape sequences, and without a line break.
  /// - Parameter text: created by this command, or escaped by `VisibleText` before it was styled.
  static func draw(_ text: String) { _ = write(text, to: STDERR_FILENO, end: "") }

  static var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether a person can be asked.
  static var isConversation: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// The style of results.
  static var outputStyle: TerminalStyle { style(of: descriptor) }

  /// The style of progress and questions.
  static var errorStyle: TerminalStyle { style(of: STDERR_FILENO) }

  /// Determined each time, because a window may be resized.
  private static func style(of descriptor: Int32) -> TerminalStyle {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return TerminalStyle(
      isTerminal: isatty(descriptor) == 1, columns: isKnown ? Int(size.ws_col) : nil,
      environment: ProcessInfo.processInfo.environment)
  }

  /// - Returns: 0, or the `errno` of the failure. SIGPIPE is ignored.
  private static func write(
    _ text: String, to descriptor: Int32, end: String = "\n"
  ) -> Int32 { write(Array((text + end).utf8), to: descriptor) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
