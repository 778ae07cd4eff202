import HermesContract
import HermesTerminal

/// Asks the user the questions of a task: at a terminal with a prompt, otherwise by printing how to
/// answer. One question at a time.
actor TaskPrompts {
  private let task: String
  private let client: APIClient
  private let hints: CommandHints
  private let screen: TaskScreen
  /// By question id.
  private var asking: [String: Task<Void, Never>] = [:]
  private var last: Task<Void, Never>?

  init(task: String, client: APIClient, hints: CommandHints, screen: TaskScreen) {
    self.task = task
    self.client = client
    self.hints = hints
    self.screen = screen
  }

  func handle(_ event: JSONValue) {
    switch EventType(rawValue: event["type"]?.string ?? "") {
    case .inputRequired:
      guard let question = OpenQuestion(event: event) else { return }
      let before = last
      let next = Task {
        await before?.value
        await self.askUser(question)
      }
      last = next
      asking[question.id] = next
    case .inputReceived:
      // Someone else may have answered first.
      if let id = event["data"]?["input_id"]?.string { asking.removeValue(forKey: id)?.cancel() }
    case .taskCompleted, .taskFailed: finish()
    default: return
    }
  }

  func finish() {
    for task in asking.values { task.cancel() }
    asking = [:]
  }

  private func askUser(_ question: OpenQuestion) async {
    // A replayed event's question may have been answered long ago.
    guard !Task.isCancelled, let task = try? await client.taskJSON(id: self.task),
      OpenQuestion.openQuestions(in: task).contains(where: { $0.id == question.id })
    else { return }
    await screen.printLines(question.plan.map { "   \($0)" })
    guard Console.isConversation, !screen.isJSON else { return await printHint(for: question) }
    while !Task.isCancelled {
      guard let words = await screen.readAnswer(to: question.prompt) else {
        if !Task.isCancelled { await printHint(for: question) }
        return
      }
      guard let body = question.answer(words, isArgument: false) else {
        await screen.printLines([question.remedy])
        continue
      }
      do {
        _ = try await client.send(
          "POST", to: "/api/v1/tasks/\(self.task)/input", body: body, expecting: "task_id")
      } catch let failure as CommandFailure {
        await screen.printLines([failure.message])
      } catch {
        // Cancelled: the task or this command has ended.
      }
      return
    }
  }

  private func printHint(for question: OpenQuestion) async {
    await screen.printLines([
      "It is waiting for you. Answer: "
        + hints.command("answer", task: task, arguments: question.argument)
    ])
  }
}
