import ArgumentParser
import HermesContract
import HermesListener
import HermesWebSocket
import Hummingbird
import HummingbirdCore
import Logging

struct WSEchoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ws-echo",
    abstract: "Echo WebSocket messages with the server's own code, for protocol suites.")

  @Option(help: "The port on 127.0.0.1.")
  var port: Int

  @Option(help: "The largest message, in bytes or as 64KiB or 16MiB.")
  var maxMessage = "16MiB"

  func run() async throws {
    let maximum = try Self.bytes(maxMessage)
    let address = BindAddress.hostname("127.0.0.1", port: port)
    let port = port
    let application = Application(
      router: Router(),
      server: HTTPServerBuilder {
        UpgradableChannel.echo(responder: $0, maximumMessageBytes: maximum)
      },
      configuration: .init(address: address),
      onServerRunning: { _ in Console.announce("Echoing on ws://127.0.0.1:\(port)") },
      logger: ServerLog.makeLogger(level: "warning"))
    try await application.runService()
  }

  private static func bytes(_ text: String) throws -> Int {
    let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("", 1)]
    for (unit, factor) in units where text.hasSuffix(unit) {
      guard let number = Int(text.dropLast(unit.count)), number > 0,
        number <= Int(UInt32.max) / factor
      else { break }
      return number * factor
    }
    throw ValidationError("--max-message takes a number of bytes, or one with KiB or MiB.")
  }
}
