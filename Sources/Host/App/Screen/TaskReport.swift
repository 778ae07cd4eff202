import HermesContract
import HermesTerminal

/// The end of a task as a person sees it: the answers on standard output; on standard error the
/// other artifacts, the unmet wishes, and what can be done next.
struct TaskReport {
  /// In the format of `GET /api/v1/tasks/{id}`.
  let task: JSONValue
  let reader: any TaskReading
  let hints: CommandHints

  private var id: String { task["task_id"]?.string ?? "" }
  var results: TaskResults { TaskResults(task) }

  /// Writes a single answer verbatim, so that it can be redirected to a file; several have their
  /// names above them.
  func showAnswers() async throws {
    let answers = results.answers.filter(\.isText)
    for answer in answers {
      let style = Console.outputStyle
      if answers.count > 1 || style.width != nil {
        Console.printLine("\n" + style.ruleLine(VisibleText.line(answer.name)))
      }
      Console.content(try await reader.content(answer, of: id))
    }
    for answer in results.answers where !answer.isText {
      Console.error("\(VisibleText.line(answer.name)) is not text: a terminal can't show it.")
    }
    if results.artifacts.isEmpty { Console.printLine(task["result"]?.string ?? "") }
  }

  /// Prints the artifacts, the unmet wishes, and what can be done next.
  /// - Parameter isKept: whether the artifacts have been written to files.
  func showRest(isCompleted: Bool, isKept: Bool) {
    let artifacts = results.artifacts
    if !artifacts.isEmpty, !isKept {
      Console.error("\nArtifacts")
      for line in TaskText.table(artifacts) { Console.error("  \(line)") }
    }
    showUnmet()
    Console.error("")
    if !artifacts.isEmpty, !isKept {
      Console.error(
        "Keep them as files:  \(hints.command("show", task: id, arguments: "-o", "DIR"))"
      )
    }
    Console.error(
      isCompleted
        ? "Continue from here:  \(hints.command("run", arguments: "--continue", "\"...\""))"
        : "See what was done:   \(hints.command("show", task: id))")
  }

  /// Printed last, so that it is visible at the end of the terminal.
  private func showUnmet() {
    let lines = UnmetText.lines(task, width: Console.errorStyle.width)
    guard !lines.isEmpty else { return }
    Console.error((["\nNot done:"] + lines).joined(separator: "\n"))
  }
}
