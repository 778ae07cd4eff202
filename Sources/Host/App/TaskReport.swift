import HermesContract
import HermesTerminal

/// The end of a task for a person: the answers on standard output, and on standard error what else it
/// made, what was not done, and what can be done next.
struct TaskReport {
  /// As `GET /api/v1/tasks/{id}` answers it.
  let task: JSONValue
  let reader: any TaskReading
  let hints: CommandHints

  private var id: String { task["task_id"]?.string ?? "" }
  var results: TaskResults { TaskResults(task) }

  /// One answer alone is written as it is, so that it may go to a file; several have their names above.
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
      Console.error("\(VisibleText.line(answer.name)) is no text: a terminal can't show it.")
    }
    if results.artifacts.isEmpty { Console.printLine(task["result"]?.string ?? "") }
  }

  /// What it made, what it left undone, and what can be done next.
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
      Console.error("Keep them as files:  \(hints.command("show", arguments: id, "-o", "DIR"))")
    }
    Console.error(
      isCompleted
        ? "Go on from here:     \(hints.command("run", arguments: "--continue", "\"...\""))"
        : "See what was done:   \(hints.command("show", arguments: id))")
  }

  /// Last, so that it is what stands at the end of the terminal.
  private func showUnmet() {
    let lines = UnmetText.lines(task, width: Console.errorStyle.width)
    guard !lines.isEmpty else { return }
    Console.error((["\nNot done:"] + lines).joined(separator: "\n"))
  }
}
