import Foundation
import PythonExpertProgram

/// What is sent into the sandbox: the source, what to do with it, and the program that does it.
struct SandboxJob: Encodable, Sendable {
  enum Task: String, Encodable, Sendable {
    /// Reads the source; runs nothing of it.
    case review
    /// Loads the source and runs its doctests.
    case doctests
    /// Changes the source as `wish` says; runs nothing of it.
    case change
    /// Runs the source as a program, over `files`.
    case execute
  }

  let task: Task
  let source: String
  let wish: String?
  /// The names of a renaming.
  let old: String?
  let new: String?
  let seconds: Int
  let program: [[String]]
  /// The names and texts of what a program works on.
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
