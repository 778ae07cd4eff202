import HermesContract
import HermesTerminal

/// Asks a person what a task asks: at a terminal with a prompt, else by saying how to answer. One
/// question at a time.
actor TaskPrompts {
  private let task: String
  private let client: APIClient
  private let hints: CommandHints
  private let screen: TaskScreen
  /// By the id of the question.
  private var asking: [String: Task<Void, Never>] = [:]
  private var last: Task<Void, Never>?

  init(task: String, client: APIClient, hints: CommandHints, screen: TaskScreen) {
    self.task = task
    self.client = client
    self.hints = hints
    self.screen = screen
  }

  func take(_ event: JSONValue) {
    switch EventType(rawValue: event["type"]?.string ?? "") {
    case .inputRequired:
      guard let question = OpenQuestion(event: event) else { return }
      let before = last
      let next = Task {
        await before?.value
        await self.ask(question)
      }
      last = next
      asking[question.id] = next
    case .inputReceived:
      // Perhaps somebody else was faster.
      if let id = event["data"]?["input_id"]?.string { asking.removeValue(forKey: id)?.cancel() }
    case .taskCompleted, .taskFailed: end()
    default: return
    }
  }

  func end() {
    for task in asking.values { task.cancel() }
    asking = [:]
  }

  private func ask(_ question: OpenQuestion) async {
    // What is read again may have been answered long ago.
    guard !Task.isCancelled, let task = try? await client.task(self.task),
      OpenQuestion.open(in: task).contains(where: { $0.id == question.id })
    else { return }
    await screen.say(question.plan.map { "   \($0)" })
    guard Console.isConversation, !screen.isJSON else { return await hint(question) }
    while !Task.isCancelled {
      guard let words = await screen.ask(question.prompt) else {
        if !Task.isCancelled { await hint(question) }
        return
      }
      guard let body = question.answer(words, isArgument: false) else {
        await screen.say([question.remedy])
        continue
      }
      do {
        _ = try await client.send(
          "POST", "/api/v1/tasks/\(self.task)/input", body: body, expecting: "task_id")
      } catch let failure as CommandFailure {
        await screen.say([failure.message])
      } catch {
        // Cancelled: the task has ended, or this command.
      }
      return
    }
  }

  private func hint(_ question: OpenQuestion) async {
    await screen.say([
      "It waits for you. Answer: " + hints.command("answer", task, question.argument)
    ])
  }
}
