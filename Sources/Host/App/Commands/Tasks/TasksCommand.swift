import ArgumentParser
import HermesContract
import HermesTerminal

struct TasksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks", abstract: "List your tasks, newest first.",
    usage: "hermes tasks [<options>]",
    discussion: """
      Works without a server too, with the tasks stored in the data directory.

      States: \(TaskStatus.allCases.map(\.rawValue).joined(separator: ", ")).
      """)

  /// How many pages are searched for tasks in a state.
  private static let mostPages = 50

  @Option(
    help: "Only tasks in this state; repeatable.",
    completion: .list(TaskStatus.allCases.map(\.rawValue)))
  var state: [String] = []

  @Option(help: "How many, 1 to 1000.")
  var limit = 20

  @Option(help: "Continue after this task: the last id of the previous list.")
  var after: String?

  @Flag(help: "Print {\"tasks\": [...], \"next_cursor\": ...} as the server returns them.")
  var json = false

  @OptionGroup var options: TaskOptions

  func validate() throws {
    for name in state where TaskStatus(rawValue: name) == nil {
      let states = TaskStatus.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(name) is not a state. The states are: \(states).")
    }
    guard (1...1000).contains(limit) else { throw ValidationError("--limit is 1 to 1000.") }
    if let after {
      do { _ = try IDPrefix(after) } catch { throw ValidationError(TaskOptions.remedy(error)) }
    }
  }

  func run() async throws {
    try await options.reading { reader, hints in
      var cursor = try await start(reader)
      var found: [JSONValue] = []
      var isMore = true
      for _ in 0..<Self.mostPages where isMore && found.count < limit {
        // Without a filter every task of a page is shown, so fetch only as many as needed.
        let page = try await reader.tasks(
          limit: state.isEmpty ? min(100, limit - found.count) : 100, after: cursor)
        for task in page["tasks"]?.array ?? [] {
          guard found.count < limit else { break }
          cursor = task["task_id"]?.string
          if state.isEmpty || state.contains(task["status"]?.string ?? "") { found.append(task) }
        }
        isMore = page["next_cursor"]?.string != nil
      }
      printTasks(found, next: isMore ? cursor : nil, hints: hints)
    }
  }

  private func start(_ reader: any TaskReading) async throws -> String? {
    guard let after else { return nil }
    return try await reader.findTask(try IDPrefix(after))["task_id"]?.string
  }

  private func printTasks(_ tasks: [JSONValue], next: String?, hints: CommandHints) {
    if json {
      let cursor = next.map(JSONValue.string) ?? .null
      return Console.printLine(JSONWriter.text(["tasks": .array(tasks), "next_cursor": cursor]))
    }
    guard !tasks.isEmpty else {
      return Console.error(state.isEmpty ? "There are no tasks." : "There are no such tasks.")
    }
    let style = Console.outputStyle
    let rows = tasks.map { task in
      [
        String((task["task_id"]?.string ?? "").prefix(12)), task["status"]?.string ?? "",
        TimeText.short(task["created_at"]?.string ?? ""),
        EventText.visibleLine(task["query"]?.string ?? ""),
      ]
    }
    for line in AlignedColumns.lines([["TASK", "STATE", "SINCE (UTC)", "REQUEST"]] + rows) {
      // A request may be long, so a terminal shows only its beginning.
      Console.printLine(style.width.map { style.cut(line, to: $0) } ?? line)
    }
    if let next {
      let states = state.map { "--state \($0) " }.joined()
      Console.error(
        "\nMore: " + hints.command("tasks", arguments: "\(states)--after \(next.prefix(12))"))
    }
  }
}
