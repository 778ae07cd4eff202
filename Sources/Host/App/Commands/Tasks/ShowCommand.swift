import ArgumentParser
import HermesContract
import HermesTerminal

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one task: its steps, answer, artifacts and unmet wishes.",
    usage: "hermes show [<options>] <task>",
    discussion: "Works without a server too, from the data directory.")

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
    try await options.withTask(matching: task) { task, reader, found in
      let report = TaskReport(task: task, reader: reader, hints: found.hints)
      if json {
        Console.printLine(JSONWriter.text(task))
      } else {
        for line in TaskText.lines(of: task, style: Console.outputStyle) { Console.printLine(line) }
        for question in OpenQuestion.openQuestions(in: task) {
          printQuestion(question, of: task, hints: found.hints)
        }
        if task["status"]?.string == TaskStatus.completed.rawValue, output == nil {
          try await report.showAnswers()
        }
      }
      guard let output else { return }
      try await ArtifactFolder(output).write(
        report.results, of: task["task_id"]?.string ?? "", from: reader)
    }
  }

  private func printQuestion(_ question: OpenQuestion, of task: JSONValue, hints: CommandHints) {
    Console.printLine("\nIt is waiting for you: \(EventText.oneLine(question.text))")
    let id = task["task_id"]?.string ?? ""
    Console.printLine(
      "Answer: " + hints.command("answer", task: id, arguments: question.argument))
  }
}
