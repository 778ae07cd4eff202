import ArgumentParser
import HermesContract
import HermesTerminal

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one task: its steps, answer, artifacts, what was not done.",
    usage: "hermes show [<options>] <task>",
    discussion: "Also without a server: then from the data directory.")

  @Argument(help: "The task's id, or the first 6 digits or more.")
  var task: String

  @Option(
    name: .shortAndLong, help: "Write each artifact into this folder. Nothing is overwritten.",
    completion: .directory)
  var output: String?

  @Flag(help: "Print everything about it as JSON.")
  var json = false

  @OptionGroup var options: TaskOptions

  func validate() throws {
    do { _ = try IDPrefix(task) } catch { throw ValidationError(TaskOptions.remedy(error)) }
  }

  func run() async throws {
    try await options.task(task) { task, reader, found in
      let report = TaskReport(task: task, reader: reader, hints: found.hints)
      if json {
        Console.line(JSONWriter.text(task))
      } else {
        for line in TaskText.lines(task, Console.outputStyle) { Console.line(line) }
        for question in OpenQuestion.open(in: task) { ask(question, of: task, found.hints) }
        if task["status"]?.string == TaskStatus.completed.rawValue, output == nil {
          try await report.showAnswers()
        }
      }
      guard let output else { return }
      try await ArtifactFolder(output).write(
        report.results, of: task["task_id"]?.string ?? "", from: reader)
    }
  }

  private func ask(_ question: OpenQuestion, of task: JSONValue, _ hints: CommandHints) {
    Console.line("\nIt waits for you: \(EventText.oneLine(question.text))")
    let id = task["task_id"]?.string ?? ""
    Console.line("Answer: " + hints.command("answer", id, question.argument))
  }
}
