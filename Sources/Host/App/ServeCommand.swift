import ArgumentParser
import Glibc
import HermesConfiguration
import HermesContract
import HermesWebSocket
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Start the server.",
    discussion: """
      Prints one line with the URL when it is ready. SIGTERM or Ctrl-C lets running tasks end; what \
      does not end in time is taken up at the next start.

      Ended tasks are kept for 90 days (HERMES_RETENTION_SECONDS; 0: for ever) and while the database \
      has at most 10 GiB in use (HERMES_RETENTION_BYTES; 0: no limit). A user may have 100 streams open \
      (HERMES_SOCKETS_PER_USER), an address 1000 (HERMES_SOCKETS_PER_ADDRESS). A question to a person \
      stays open for 7 days (HERMES_INPUT_SECONDS).
      """)

  @Option(help: "The address to listen on (HERMES_HOST; default: 127.0.0.1 and ::1).")
  var host: String?

  @Option(help: "The port; 0 takes a free one (HERMES_PORT; default: 8000).")
  var port: String?

  @Option(help: "A certificate in PEM: serve HTTPS and WSS (HERMES_TLS_CERT); with --tls-key.")
  var tlsCert: String?

  @Option(help: "The certificate's private key in PEM (HERMES_TLS_KEY).")
  var tlsKey: String?

  @Option(help: "A web origin that may call besides localhost; repeatable (HERMES_ALLOW_ORIGIN).")
  var allowOrigin: [String] = []

  @Flag(help: "Every plan waits until its owner approves it (HERMES_REQUIRE_APPROVAL).")
  var requireApproval = false

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    do {
      var settings = try await options.settings(with: [
        "host": host.map { [$0] } ?? [], "port": port.map { [$0] } ?? [],
        "require_approval": requireApproval ? ["true"] : [], "allow_origin": allowOrigin,
        "tls_cert": tlsCert.map { [$0] } ?? [],
        "tls_key": tlsKey.map { [$0] } ?? [],
      ])
      let logger = ServerLog.make(settings.logLevel, format: settings.logFormat)
      // Before anything that may fail for want of the setting that was meant.
      for warning in try Environment.misspelt { logger.warning("\(warning)") }
      let tls = try TLSIdentity(settings)
      let addresses = try ListenAddresses.resolve(&settings)
      let host = try await ServerHost(settings, DataDirectory(settings.data), logger: logger)
      let ready = ReadyLine(settings, host, doors: addresses.count + 1)
      let doors: [any Service] =
        addresses.map {
          host.door(.hostname($0, port: settings.port), tls: tls, onRunning: ready.opened)
        }
        + [
          host.door(
            .unixDomainSocket(path: try ControlSocket.path(host.directory)), onRunning: ready.opened
          )
        ]
      do { try await host.run(doors, signals: [.sigterm, .sigint]) } catch {
        await host.stop()
        throw error
      }
      await host.stop()
      // Libraries that left threads behind must not run exit handlers against them.
      _exit(0)
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    } catch let error as IOError {
      throw CommandFailure(
        message:
          "The port can't be opened (\(error)). Stop what uses it, or name another with --port.")
    }
  }
}

extension TLSIdentity {
  /// - Returns: nil if TLS is not set up.
  fileprivate init?(_ settings: ServerSettings) throws(StartupError) {
    guard !settings.tlsCert.isEmpty else { return nil }
    try self.init(certificate: settings.tlsCert, key: settings.tlsKey)
  }
}

/// Says once, when every door is open, where the server is.
private final class ReadyLine: Sendable {
  private let settings: ServerSettings
  private let host: ServerHost
  private let closed: Mutex<Int>

  init(_ settings: ServerSettings, _ host: ServerHost, doors: Int) {
    self.settings = settings
    self.host = host
    closed = Mutex(doors)
  }

  @Sendable func opened() async {
    let isLast = closed.withLock { count in
      count -= 1
      return count == 0
    }
    guard isLast else { return }
    chmod(host.directory.controlSocket, 0o600)
    // Before the line that others wait for.
    if let crash = host.crash { Console.error("last run: \(crash)") }
    // In JSON the log has them, and only the log may be on standard error.
    let shown = host.settings.logFormat == "text" ? host.registry.refusals : []
    for refusal in shown { Console.error("not loaded: \(refusal)") }
    let name = ServerHost.isLoopback(settings.host) ? "localhost" : settings.host
    let count = host.registry.agents.filter(\.isCallable).count
    let scheme = settings.tlsCert.isEmpty ? "http" : "https"
    Console.announce(
      "Hermes \(HermesCommand.version) is ready: \(scheme)://\(name):\(settings.port) "
        + "(\(count) agents, data in \(host.directory.path))")
  }
}
