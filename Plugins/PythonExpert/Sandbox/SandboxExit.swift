import Foundation

/// How a run of the sandbox ended.
struct SandboxExit: Sendable {
  enum Cause: Sendable {
    case ended, timeLimit, outputLimit, fileLimit, memoryLimit, cancelled
  }

  var cause: Cause
  /// Whether Python was seen to start: what is printed then comes from the code and not from
  /// bubblewrap.
  var hasSeenPython: Bool
  /// The exit status as a shell shows it: for a signal, 128 plus its number.
  var status: Int32
  /// The review program's answer. User code can write here as well: never trust it as more than a
  /// statement about that code.
  var result: Data
  /// The output of user code.
  var output: Data
}
