import ArgumentParser
import Foundation
import HermesContract
import HermesTerminal

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Ask for something and watch it being done.",
    discussion: """
      The answer goes to standard output, everything else to standard error.

      Uses the server that has the data directory open; without one, runs a server inside this command. \
      Questions of a task are asked here; without a terminal, the command shows how to answer them.

      Ctrl-C leaves the task: a server continues it; without one, it is stored and the next start \
      resumes it. A second Ctrl-C within 5 seconds cancels it.

      Examples:
        hermes run "Write a Python function to calculate fibonacci numbers"
        hermes run --continue "now add error handling" -o out
        hermes run --file people.csv "What is the average age?"
        cat people.csv | hermes run "Which day had the most visits?" -

      Exit codes: 0 completed, also if wishes are unmet; 1 failed; 2 wrong usage; 130 interrupted.
      """)

  @Argument(
    help: ArgumentHelp(
      "What you want, in quotes. - is standard input: material, or the request if there are no words.",
      valueName: "request"))
  var words: [String] = []

  @Option(
    name: .shortAndLong,
    help: "A text file to work on; repeatable. Its name determines its type. - is standard input.",
    completion: .file())
  var file: [String] = []

  @Option(
    name: .shortAndLong, help: "Write each artifact into this folder. Nothing is overwritten.",
    completion: .directory)
  var output: String?

  @Flag(name: .customLong("continue"), help: "Continue the last conversation.")
  var goesOn = false

  @Option(help: "Continue this conversation.")
  var conversation: String?

  @Flag(help: "Show the plan and ask before anything runs.")
  var requireApproval = false

  @Flag(help: "Print the events as JSON lines.")
  var json = false

  @Option(help: "Send it to this agent, without intent, search or planning.")
  var agent: String?

  @Option(help: "Use the server at this URL, as the user of hermes login.")
  var url: String?

  @OptionGroup var options: SettingsOptions

  private var request: String { words.first { $0 != "-" } ?? "" }
  private var files: [String] { file + (words.contains("-") ? ["-"] : []) }

  func validate() throws {
    guard words.filter({ $0 != "-" }).count <= 1 else {
      throw ValidationError(
        "Put the request between quotes: hermes run \"\(words.joined(separator: " "))\"")
    }
    guard !files.isEmpty || request.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("Say what you want: hermes run \"...\"")
    }
    guard files.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("Standard input can be read only once.")
    }
    guard agent == nil || (!goesOn && conversation == nil && !requireApproval) else {
      throw ValidationError(
        "A task for a named agent stands alone: leave out --agent, or --continue, --conversation "
          + "and --require-approval.")
    }
    guard !goesOn || conversation == nil else {
      throw ValidationError("Give --continue or --conversation, not both.")
    }
  }

  func run() async throws {
    let message = try RequestMessage(
      words: request, files: files, text: agent == nil ? "query" : "text")
    if let url {
      let address = try ServerAddress(url: url)
      let place = address.httpURL("")
      guard let token = TokenFile.token(for: place) else {
        throw CommandFailure(
          message: "No token for \(place). Run: hermes login EMAIL --url \(place)")
      }
      let client = APIClient(address: address, token: token)
      return try await session(client: client, hints: CommandHints(url: place), server: .running)
        .run { screen in
          try await begin(message, client: client, screen: screen)
        }
    }
    do {
      let settings = try await options.settings()
      let directory = try DataDirectory(settings.data)
      let hints =
        options.data != nil || Environment.isURLSet || Environment.token != nil
        ? CommandHints(data: directory.path) : CommandHints.none
      guard let lock = try directory.lock() else {
        try options.requireNothingOfServer(directory)
        let client = try APIClient(operatorOf: directory)
        return try await session(client: client, hints: hints, server: .running).run { screen in
          try await begin(message, client: client, screen: screen)
        }
      }
      lock.release()
      try await EmbeddedServer.runCommand(
        settings: settings, directory: directory, logLevel: options.logLevel
      ) { client in
        try await session(client: client, hints: hints, server: .embedded).run { screen in
          try await begin(message, client: client, screen: screen)
        }
      }
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
  }

  private func session(
    client: APIClient, hints: CommandHints, server: TaskSession.Server
  ) -> TaskSession {
    TaskSession(client: client, hints: hints, server: server, isJSON: json, folder: output)
  }

  /// Sends the request and prints the ids of its task and conversation.
  private func begin(
    _ message: RequestMessage, client: APIClient, screen: TaskScreen
  ) async throws -> String {
    var body = JSONObject([message.member])
    if let id = try await conversationID(client) { body["conversation_id"] = .string(id) }
    if requireApproval { body["require_approval"] = true }
    let path = agent.map { "/api/v1/agents/\(PathSegment.encoded($0))/tasks" } ?? "/api/v1/chat"
    let answer = try await client.send(
      "POST", to: path, body: .object(body), expecting: "task_id")
    guard let id = answer["task_id"]?.string else {
      throw CommandFailure(message: "The server returned no task id.")
    }
    if !json {
      await screen.printLines([
        "Task          \(id)", "Conversation  \(answer["conversation_id"]?.string ?? "")",
      ])
    }
    return id
  }

  /// The server determines which conversation was the last.
  private func conversationID(_ client: APIClient) async throws -> String? {
    guard goesOn else { return conversation }
    let page = try await client.send(
      "GET", to: "/api/v1/conversations?limit=1", expecting: "conversations")
    guard let id = page["conversations"]?.array?.first?["conversation_id"]?.string else {
      throw CommandFailure(
        message: "There is no conversation to continue yet. Leave out --continue.")
    }
    return id
  }
}
