import ArgumentParser
import Foundation
import HermesConfiguration
import HermesContract
import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Ask for something and watch it being done.",
    discussion: """
      Uses the server that has the data directory; without one, starts the same inside this command. \
      A task that asks says how to answer. \
      Exit codes: 0 completed, 1 failed, 2 wrong usage, 130 interrupted.
      """)

  @Argument(help: "What you want, in plain words.")
  var query: String

  @Flag(help: "Print the events as JSON lines.")
  var json = false

  @Option(help: "Give it to this agent: no intent, search or planning.")
  var agent: String?

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    do {
      let settings = try await options.settings()
      let directory = try DataDirectory(settings.data)
      let client = APIClient(
        address: .controlSocket(path: try ControlSocket.path(directory)), token: nil)
      guard let lock = try directory.lock() else { return try await ask(client) }
      lock.release()
      try await embedded(settings, directory, client)
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
  }

  private func ask(_ client: APIClient) async throws {
    let isCompleted = try await withInterrupt { try await task(client) }
    if !isCompleted { throw ExitCode(1) }
  }

  /// Sends the query and shows its events.
  private func task(_ client: APIClient) async throws -> Bool {
    let answer =
      if let agent {
        try await client.send(
          "POST", "/api/v1/agents/\(agent)/tasks", body: ["text": .string(query)])
      } else {
        try await client.send("POST", "/api/v1/chat", body: ["query": .string(query)])
      }
    guard let id = answer["task_id"]?.string else {
      throw CommandFailure(message: "The server gave no task id.")
    }
    let printer = EventPrinter(isJSON: json)
    var last: JSONValue = .null
    let stream = EventStream(address: client.address, token: client.token, task: id)
    do {
      try await stream.follow { event in
        last = event
        printer.print(event)
        if event["type"]?.string == EventType.inputRequired.rawValue,
          case .controlSocket(let path) = client.address
        {
          Console.error(AnswerHint.text(event, task: id, socket: path))
        }
      }
    } catch is CancellationError {
      _ = try? await client.send("POST", "/api/v1/tasks/\(id)/cancel")
      throw ExitCode(130)
    }
    if json { return last["type"]?.string == EventType.taskCompleted.rawValue }
    return try await TaskReport.show(last, task: id, client)
  }

  /// The whole server in this process, with the control socket as its only door.
  private func embedded(
    _ settings: ServerSettings, _ directory: DataDirectory, _ client: APIClient
  ) async throws {
    // Its log would stand between the events.
    let logger = ServerLog.make(options.logLevel ?? "error")
    for warning in try Environment.misspelt { Console.error(warning) }
    Console.keepOutput()
    let host = try await ServerHost.opened(settings, directory, logger: logger)
    let (opened, continuation) = AsyncStream.makeStream(of: Void.self)
    let door = host.door(.unixDomainSocket(path: directory.controlSocket)) {
      chmod(directory.controlSocket, 0o600)
      continuation.yield()
    }
    // It ends with the process: cancelled, the door would log its open connections as errors.
    Task { try await host.run([door], signals: []) }
    for await _ in opened { break }
    let result: Result<Void, any Error>
    do { result = .success(try await ask(client)) } catch { result = .failure(error) }
    await host.stop()
    do { try result.get() } catch let code as ExitCode { _exit(code.rawValue) } catch let failure
      as CommandFailure
    {
      Console.error("hermes: \(failure.message)")
      _exit(failure.exitCode)
    }
    // As in serve: libraries may have threads that must not meet exit handlers.
    _exit(0)
  }

  /// Ctrl-C cancels `body`.
  private func withInterrupt<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return nil }
        return nil
      }
      let first = try await group.next() ?? nil
      group.cancelAll()
      guard let value = first else {
        // The task is being cancelled: its own end decides.
        _ = try await group.next()
        throw ExitCode(130)
      }
      return value
    }
  }
}
