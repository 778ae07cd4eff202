import ArgumentParser
import HermesContract
import HermesTerminal

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Stop a task.",
    usage: "hermes cancel [<options>] <task>",
    discussion: "Exit codes: 0 cancelled, 1 it had ended or does not exist, 2 wrong usage.")

  @Argument(help: "The task's id, or the first 6 digits or more.")
  var task: String

  @OptionGroup var options: TaskOptions

  func validate() throws {
    do { _ = try IDPrefix(task) } catch { throw ValidationError(TaskOptions.remedy(error)) }
  }

  func run() async throws {
    let (task, found) = try await options.withTask(matching: task) { task, _, found in (task, found)
    }
    let id = task["task_id"]?.string ?? ""
    switch found.place {
    case .server(let client): try await cancel(id, through: client)
    case .stored(let settings, let directory):
      let state = TaskStatus(rawValue: task["status"]?.string ?? "")
      guard state?.isTerminal != true else {
        throw CommandFailure(
          message: "The task has already ended (\(state?.rawValue ?? "")); nothing was cancelled.")
      }
      try await EmbeddedServer.runCommand(
        settings: settings, directory: directory, logLevel: options.settings.logLevel
      ) { client in try await cancel(id, through: client) }
    }
  }

  private func cancel(_ id: String, through client: APIClient) async throws {
    let receipt = try await client.send(
      "POST", to: "/api/v1/tasks/\(id)/cancel", expecting: "task_id")
    Console.printLine("Task \(id) is cancelled.")
    for line in CancelReceiptText.lines(receipt) { Console.printLine(line) }
  }
}
