import ArgumentParser
import HermesContract
import HermesTerminal

struct AnswerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Answer a question of a task.",
    usage: "hermes answer [<options>] <task> [<answer>]",
    discussion: """
      Without an answer, the command asks for one at the terminal. Answer a plan with yes or no, a step in doubt \
      with done, retry or fail, and any other question with text. Without a server, the task is resumed and \
      followed inside this command.

      Exit codes: 0 answered, 1 not answered, 2 wrong usage; followed: as hermes run.
      """)

  @Argument(help: "The task's id, or the first 6 digits or more.")
  var task: String

  @Argument(help: "The answer: a text in quotes, yes or no.")
  var answer: String?

  @Option(help: "The id of the question, if several are open; hermes show --json lists them.")
  var input: String?

  @OptionGroup var options: TaskOptions

  func validate() throws {
    do { _ = try IDPrefix(task) } catch { throw ValidationError(TaskOptions.remedy(error)) }
  }

  func run() async throws {
    let (task, found) = try await options.withTask(matching: task) { task, _, found in (task, found)
    }
    let id = task["task_id"]?.string ?? ""
    let question = try self.question(of: task, found.hints)
    let body = try await requestBody(for: question)
    switch found.place {
    case .server(let client):
      _ = try await client.send(
        "POST", to: "/api/v1/tasks/\(id)/input", body: body, expecting: "task_id")
      Console.printLine(
        "Answer sent. Follow the task: \(found.hints.command("watch", task: id))"
      )
    case .stored(let settings, let directory):
      try await EmbeddedServer.runCommand(
        settings: settings, directory: directory, logLevel: options.settings.logLevel
      ) { client in
        let session = TaskSession(
          client: client, hints: found.hints, server: .embedded, isJSON: false, folder: nil)
        try await session.run { _ in
          _ = try await client.send(
            "POST", to: "/api/v1/tasks/\(id)/input", body: body, expecting: "task_id")
          return id
        }
      }
    }
  }

  private func question(of task: JSONValue, _ hints: CommandHints) throws -> OpenQuestion {
    let open = OpenQuestion.openQuestions(in: task)
    if let input {
      guard let question = open.first(where: { $0.id == input }) else {
        throw CommandFailure(
          message: "The task has no open question with the id \(input).")
      }
      return question
    }
    guard let question = open.first else {
      throw CommandFailure(
        message: "The task (\(task["status"]?.string ?? "")) is not waiting for an answer.")
    }
    guard open.count == 1 else {
      let list = open.map { "\n  --input \($0.id)  \(EventText.oneLine($0.text))" }.joined()
      throw CommandFailure(
        message: "The task is waiting for \(open.count) answers. Say which one:\(list)")
    }
    return question
  }

  private func requestBody(for question: OpenQuestion) async throws -> JSONValue {
    if let answer {
      guard let body = question.answer(answer, isArgument: true) else {
        let asked = EventText.oneLine(question.text)
        throw CommandFailure(
          message:
            "\"\(EventText.oneLine(answer))\" is not an answer to: \(asked) \(question.remedy)",
          exitCode: 2)
      }
      return body
    }
    guard Console.isConversation else {
      throw CommandFailure(
        message:
          "There is no terminal to ask at. Give the answer as an argument: \(question.argument)",
        exitCode: 2)
    }
    let screen = TaskScreen(isJSON: false)
    await screen.printLines([EventText.oneLine(question.text)] + question.plan.map { "   \($0)" })
    while let words = await screen.readAnswer(to: question.prompt) {
      if let body = question.answer(words, isArgument: false) { return body }
      await screen.printLines([question.remedy])
    }
    throw CommandFailure(message: "No answer was given.")
  }
}
