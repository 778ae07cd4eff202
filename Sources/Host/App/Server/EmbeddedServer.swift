import Glibc
import HermesConfiguration
import HermesContract
import Hummingbird
import Logging

/// The whole server inside this process, reachable only through the control socket.
enum EmbeddedServer {
  /// Serves while `body` runs, then exits the process with its outcome, because threads of
  /// libraries must not encounter exit handlers.
  /// - Parameter logLevel: nil logs errors only, because a log would mix with the events.
  static func runCommand(
    settings: ServerSettings, directory: DataDirectory, logLevel: String?,
    _ body: (APIClient) async throws -> Void
  ) async throws -> Never {
    let logger = ServerLog.makeLogger(level: logLevel ?? "error")
    for warning in Environment.misspelt { Console.error(warning) }
    Console.keepOutput()
    let host = try await ServerHost.opened(settings: settings, directory: directory, logger: logger)
    let (opened, continuation) = AsyncStream.makeStream(of: Void.self)
    let door = host.makeDoor(.unixDomainSocket(path: directory.controlSocket)) {
      chmod(directory.controlSocket, 0o600)
      continuation.yield()
    }
    // Not cancelled, because the listener would log its open connections as errors; it ends with
    // the process.
    Task { try await host.run([door], signals: []) }
    for await _ in opened { break }
    let client = try APIClient(operatorOf: directory)
    let result: Result<Void, any Error>
    do { result = .success(try await body(client)) } catch { result = .failure(error) }
    await host.stop()
    switch result {
    case .success: _exit(0)
    case .failure(let error): _exit(exitCode(error))
    }
  }

  private static func exitCode(_ error: any Error) -> Int32 {
    switch error {
    case let error as CommandFailure:
      Console.failure(error.message)
      return error.exitCode
    case let error as CommandEnd: return error.code
    default:
      Console.failure("\(error)")
      return 1
    }
  }
}
