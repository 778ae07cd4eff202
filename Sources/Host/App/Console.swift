import Foundation
import Glibc
import HermesContract
import HermesTerminal
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
  static func printLine(_ text: String) { write(VisibleText.lines(text)) }

  /// What an agent has made, byte for byte where it goes to a file or another program; a terminal gets
  /// text that ends its line.
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

  /// A line of a server, which goes on without a reader.
  static func announce(_ text: String) { _ = write(VisibleText.lines(text), to: descriptor) }

  static func error(_ text: String) { _ = write(VisibleText.lines(text), to: STDERR_FILENO) }

  /// Why a command did not do its work.
  static func failure(_ message: String) {
    let text = VisibleText.lines("hermes: \(message)")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for part in WrappedText.lines(String(line), width: errorStyle.width, indent: 2) {
        error(part)
      }
    }
  }

  /// Puts text on standard error as it is: with escape sequences, and without a line's end.
  /// - Parameter text: of this command's own making, or made visible before it was painted.
  static func draw(_ text: String) { _ = write(text, to: STDERR_FILENO, end: "") }

  static var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether somebody can be asked.
  static var isConversation: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// How results are drawn.
  static var outputStyle: TerminalStyle { style(of: descriptor) }

  /// How progress and questions are drawn.
  static var errorStyle: TerminalStyle { style(of: STDERR_FILENO) }

  /// Looked at anew each time: a window may change its size.
  private static func style(of descriptor: Int32) -> TerminalStyle {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return TerminalStyle(
      isTerminal: isatty(descriptor) == 1, columns: isKnown ? Int(size.ws_col) : nil,
      environment: ProcessInfo.processInfo.environment)
  }

  /// - Returns: 0, or why it failed. SIGPIPE is ignored.
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
