import ArgumentParser
import HermesContract
import HermesTerminal

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Follow a task to its end, reconnecting if necessary.",
    usage: "hermes watch [<options>] <task>",
    discussion: """
      Questions of the task are asked here. Ctrl-C leaves it; a second one within 5 seconds cancels it. \
      Without a server, an unfinished task is resumed and followed inside this command.

      Exit codes: 0 completed, 1 failed or not found, 2 wrong usage, 130 interrupted.
      """)

  @Argument(help: "The task's id, or the first 6 digits or more.")
  var task: String

  @Flag(help: "Print the events as JSON lines.")
  var json = false

  @Option(
    name: .shortAndLong, help: "Write each artifact into this folder. Nothing is overwritten.",
    completion: .directory)
  var output: String?

  @OptionGroup var options: TaskOptions

  func validate() throws {
    do { _ = try IDPrefix(task) } catch { throw ValidationError(TaskOptions.remedy(error)) }
  }

  func run() async throws {
    let (id, found) = try await options.following(task)
    switch found.place {
    case .server(let client):
      try await session(client: client, hints: found.hints, server: .running).run { _ in id }
    case .stored(let settings, let directory):
      try await EmbeddedServer.runCommand(
        settings: settings, directory: directory, logLevel: options.settings.logLevel
      ) { client in
        try await session(client: client, hints: found.hints, server: .embedded).run { _ in id }
      }
    }
  }

  private func session(
    client: APIClient, hints: CommandHints, server: TaskSession.Server
  ) -> TaskSession {
    TaskSession(client: client, hints: hints, server: server, isJSON: json, folder: output)
  }
}
