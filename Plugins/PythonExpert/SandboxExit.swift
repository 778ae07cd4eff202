import Foundation

/// How a run of the sandbox ended.
struct SandboxExit: Sendable {
  enum Cause: Sendable {
    case ended, timeLimit, outputLimit, fileLimit, memoryLimit, cancelled
  }

  var cause: Cause
  /// The exit status as a shell shows it: 128 and the signal's number for a signal.
  var status: Int32
  /// What the review program answered. User code can write here as well: never trust it for more
  /// than a statement about that code.
  var result: Data
  /// What user code printed.
  var output: Data
}
