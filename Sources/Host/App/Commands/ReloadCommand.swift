import ArgumentParser
import HermesConfiguration
import HermesContract

struct ReloadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload", abstract: "Have the server read its settings and certificate again.",
    discussion: """
      The server reads its configuration file and its certificate again, as it does at SIGHUP, and \
      applies what can change while it runs; docs/settings.md marks those settings. Flags and \
      environment variables stay those of its start. If anything is wrong, all stays as it was.

      Exit codes: 0 reloaded, 1 not reloaded or no server, 2 wrong usage.
      """)

  @Flag(help: "Print the answer as JSON.")
  var json = false

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let answer = try await APIClient.ofServer(options).send("POST", to: "/api/v1/operator/reload")
    if json { return Console.printLine(JSONWriter.text(answer)) }
    let (changed, waiting) = (
      answer["changed"]?.strings ?? [], answer["needs_restart"]?.strings ?? []
    )
    Console.printLine(
      changed.isEmpty ? "No setting has changed." : "Changed: \(changed.joined(separator: ", "))")
    if let expiry = answer["certificate_expires_at"]?.string {
      Console.printLine("The certificate is valid until \(expiry).")
    }
    if !waiting.isEmpty {
      Console.printLine("Not before a restart: \(waiting.joined(separator: ", "))")
    }
  }
}
