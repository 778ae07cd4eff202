import ArgumentParser
import HermesContract

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Follow a task of a running server, reconnecting.",
    discussion: "Needs a token: hermes login, or HERMES_TOKEN.")

  @Argument(help: "The task's id.")
  var task: String

  @Option(help: "The server (HERMES_URL; default: http://localhost:8000).")
  var url: String?

  @Flag(help: "Print the events as JSON lines.")
  var json = false

  func validate() throws {
    guard !task.isEmpty,
      task.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else { throw ValidationError("A task id has only letters, digits and hyphens.") }
  }

  func run() async throws {
    let address = try ServerAddress(url: url ?? Environment.url)
    let url = address.http("")
    guard let token = TokenFile.token(for: url) else {
      throw CommandFailure(message: "No token for \(url). Run: hermes login EMAIL --url \(url)")
    }
    let client = APIClient(address: address, token: token)
    let printer = EventPrinter(isJSON: json)
    var last: JSONValue = .null
    try await EventStream(address: client.address, token: token, task: task).follow { event in
      last = event
      printer.print(event)
    }
    let isCompleted =
      json
      ? last["type"]?.string == EventType.taskCompleted.rawValue
      : try await TaskReport.show(last, task: task, client)
    if !isCompleted { throw ExitCode(1) }
  }
}
