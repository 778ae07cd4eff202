import Foundation
import PythonExpertProgram

/// The input of the sandbox: the source, what to do with it, and the program that does it.
struct SandboxJob: Encodable, Sendable {
  enum Task: String, Encodable, Sendable {
    /// Reads the source without running it.
    case review
    /// Loads the source and runs its doctests.
    case doctests
    /// Changes the source as `wish` says, without running it.
    case change
    /// Runs the source as a program, on `files`.
    case execute
  }

  let task: Task
  let source: String
  let wish: String?
  /// The old name of a rename; `new` is the new one.
  let old: String?
  let new: String?
  let seconds: Int
  let program: [[String]]
  /// The names and texts of the program's input files.
  let files: [[String]]

  init(
    _ task: Task, source: String, change: ModuleChange?, files: [[String]], limits: SandboxLimits
  ) {
    self.task = task
    self.files = files
    wish = change?.name
    if case .rename(let old, let new) = change {
      self.old = old
      self.new = new
    } else {
      old = nil
      new = nil
    }
    self.source = source
    seconds = limits.processorSeconds
    var count = 0
    let modules = UnsafeBufferPointer(start: hermes_program_files(&count), count: count)
    program = modules.map { [String(cString: $0.name), String(cString: $0.text)] }
  }

  /// The program that the interpreter gets on its command line.
  static var start: String { String(cString: hermes_program_start()) }
}
