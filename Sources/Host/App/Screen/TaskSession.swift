import HermesContract
import HermesTerminal
import Synchronization
import UnixSignals

/// Begins or joins a task and follows it to its end, or until Ctrl-C.
struct TaskSession: Sendable {
  /// How long a second Ctrl-C counts as a cancellation.
  private static let grace = Duration.seconds(5)
  private static let frame = Duration.milliseconds(100)

  enum Server: Sendable {
    /// It continues when this command ends.
    case running
    /// It ends with this command.
    case embedded
  }

  let client: APIClient
  let hints: CommandHints
  let server: Server
  let isJSON: Bool
  /// The folder that artifacts are written to; nil writes none.
  let folder: String?

  private enum Ending: Sendable {
    case ended(isCompleted: Bool)
    case interrupted
  }
  private typealias Endings = AsyncStream<Result<Ending, any Error>>.Continuation

  /// - Parameter begin: starts or finds the task, and returns its id.
  /// - Throws: `CommandEnd` for a task that failed or was left.
  func run(_ begin: @escaping @Sendable (TaskScreen) async throws -> String) async throws {
    let screen = TaskScreen(isJSON: isJSON)
    let current = CurrentTask()
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let (endings, out) = AsyncStream.makeStream(
      of: Result<Ending, any Error>.self, bufferingPolicy: .bufferingOldest(1))
    let work = Task {
      do {
        let id = try await begin(screen)
        current.id.withLock { $0 = id }
        out.yield(.success(.ended(isCompleted: try await follow(id, on: screen))))
      } catch is CancellationError {
        // The handler of Ctrl-C has already reported the ending.
      } catch {
        out.yield(.failure(error))
      }
    }
    let interrupts = Task {
      await handle(signals, of: work, current: current, screen: screen, endings: out)
    }
    let drawing = Task {
      while !Task.isCancelled {
        await screen.draw()
        await Task.pause(for: Self.frame)
      }
    }
    defer { for task in [work, interrupts, drawing] { task.cancel() } }
    for await ending in endings {
      drawing.cancel()
      await screen.erase()
      switch try ending.get() {
      case .ended(isCompleted: true): return
      case .ended(isCompleted: false): throw CommandEnd.failed
      case .interrupted: throw CommandEnd.interrupted
      }
    }
  }

  private func follow(_ id: String, on screen: TaskScreen) async throws -> Bool {
    let prompts = TaskPrompts(task: id, client: client, hints: hints, screen: screen)
    var last: JSONValue = .null
    try await EventStream(address: client.address, token: client.token, task: id).follow { event in
      last = event
      await screen.show(event)
      await prompts.handle(event)
    }
    await prompts.finish()
    await screen.erase()
    let isCompleted = last["type"]?.string == EventType.taskCompleted.rawValue
    // The events contain everything that a program needs.
    if isJSON, folder == nil { return isCompleted }
    let report = TaskReport(task: try await client.taskJSON(id: id), reader: client, hints: hints)
    if !isJSON, isCompleted { try await report.showAnswers() }
    if let folder, isCompleted || !report.results.artifacts.isEmpty {
      if !isJSON { Console.error("") }
      try await ArtifactFolder(folder).write(report.results, of: id, from: client)
    }
    if !isJSON { report.showRest(isCompleted: isCompleted, isKept: folder != nil) }
    return isCompleted
  }

  // MARK: - Ctrl-C

  private func handle(
    _ signals: UnixSignalsSequence, of work: Task<Void, Never>, current: CurrentTask,
    screen: TaskScreen, endings out: Endings
  ) async {
    var rule = InterruptRule()
    for await signal in signals {
      let id = current.id.withLock { $0 }
      // A process that sends SIGTERM will not send a second Ctrl-C.
      let isFinal = signal == .sigterm
      switch (rule.interrupted(), id) {
      case (_, nil):
        await screen.printLines([
          "", "Left before a task began. If one began after all: \(hints.command("tasks"))",
        ])
        out.yield(.success(.interrupted))
      case (.leave, let id?):
        await screen.endPrompt()
        await screen.printLines(leaving(id, mayCancel: !isFinal))
        if isFinal {
          out.yield(.success(.interrupted))
        } else {
          Task {
            try await Task.sleep(for: Self.grace)
            out.yield(.success(.interrupted))
          }
        }
      case (.cancel, let id?):
        // Further events would mix with the lines printed here.
        work.cancel()
        Task {
          await cancel(id, on: screen)
          out.yield(.success(.interrupted))
        }
      case (.quit, .some): out.yield(.success(.interrupted))
      }
    }
  }

  private func leaving(_ id: String, mayCancel: Bool) -> [String] {
    let seconds = Self.grace.components.seconds
    let command = hints.command("cancel", task: id)
    let cancel =
      mayCancel
      ? ["  cancel it:  Ctrl-C again within \(seconds) s, or later", "              \(command)"]
      : ["  cancel it:  \(command)"]
    let watch = hints.command("watch", task: id)
    switch server {
    case .running:
      return ["", "The task continues on the server.", "  follow it:  \(watch)"] + cancel
    case .embedded:
      return [
        "", "The task is stored and stops with this command. The next start resumes it:",
        "  continue:   \(watch)", "              or hermes serve",
      ] + cancel
    }
  }

  private func cancel(_ id: String, on screen: TaskScreen) async {
    do {
      let receipt = try await client.send(
        "POST", to: "/api/v1/tasks/\(id)/cancel", expecting: "task_id")
      await screen.printLines(["", "The task is cancelled."] + CancelReceiptText.lines(receipt))
    } catch {
      await screen.printLines([(error as? CommandFailure)?.message ?? "\(error)"])
    }
  }
}

/// The id of the task that is being followed, once it is known.
private final class CurrentTask: Sendable {
  let id = Mutex<String?>(nil)
}
