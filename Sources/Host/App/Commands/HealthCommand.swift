import ArgumentParser
import HermesConfiguration
import HermesContract

struct HealthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "Ask the server whether it is ready; for containers and scripts.",
    discussion: """
      Asks the server that uses the data directory, over its control socket, or the one at --url.

      Exit codes: 0 ready, 1 not ready or not there, 2 wrong usage.
      """)

  @Option(help: "The server, by its URL. Default: the server of the data directory.")
  var url: String?

  @Flag(help: "Only ask whether it answers; it may have no agents, or be stopping.")
  var live = false

  @Flag(help: "Print the answer as JSON.")
  var json = false

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let (status, answer) = try await client().state(of: live ? "/health" : "/ready")
    let word = answer["status"]?.string ?? "unknown"
    Console.printLine(json ? JSONWriter.text(answer) : word)
    guard status == 200 else { throw CommandEnd(code: 1) }
  }

  private func client() async throws -> APIClient {
    if let url { return APIClient(address: try ServerAddress(url: url), token: nil) }
    return try await APIClient.ofServer(options)
  }
}
