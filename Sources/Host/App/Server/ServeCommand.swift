import ArgumentParser
import Glibc
import HermesAccounts
import HermesConfiguration
import HermesContract
import HermesListener
import HermesStreams
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
      Prints one line with the URL when it is ready. SIGTERM or Ctrl-C lets running tasks finish; those \
      that do not finish in time are resumed at the next start.

      Ended tasks are kept for 90 days (HERMES_RETENTION_SECONDS; 0: forever) and while the database \
      has at most 10 GiB in use (HERMES_RETENTION_BYTES; 0: no limit). A user may have 100 streams open \
      (HERMES_SOCKETS_PER_USER), an address 1000 (HERMES_SOCKETS_PER_ADDRESS). A question to a person \
      stays open for 7 days (HERMES_INPUT_SECONDS).
      """)

  @Option(help: .setting("host"))
  var host: String?

  @Option(help: .setting("port"))
  var port: String?

  @Option(help: .setting("tls_cert"))
  var tlsCert: String?

  @Option(help: .setting("tls_key"))
  var tlsKey: String?

  @Option(help: .setting("allow_origin"))
  var allowOrigin: [String] = []

  @Flag(help: .setting("require_approval"))
  var requireApproval = false

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    // Keep the server running when its terminal closes; once it serves, this reloads its settings.
    signal(SIGHUP, SIG_IGN)
    DescriptorLimit.raise()
    do {
      let asRead = try await settings()
      var settings = asRead
      let logger = ServerLog.makeLogger(level: settings.logLevel, format: settings.logFormat)
      // First, because the start may fail without the setting that was misspelt.
      for warning in Environment.misspelt { logger.warning("\(warning)") }
      let certificate = try ServerCertificate(settings)
      let addresses = try ListenAddresses.resolve(&settings)
      let doctor = Doctor(settings: settings)
      // Other programs are run for it, meanwhile agents are loaded.
      async let warnings = doctor.startWarnings()
      let host = try await ServerHost.opened(
        settings: settings, directory: DataDirectory(settings.data), logger: logger)
      for finding in await warnings {
        logger.warning("\(finding.line)", metadata: ["check": "\(finding.subject)"])
      }
      logger.info(
        "who may register",
        metadata: ["registration": "\(RegistrationPolicy(settings).rawValue)"])
      let notify: @Sendable (ServiceNotice) -> Void = { notice in
        do { try notice.send() } catch { logger.error("\(error)") }
      }
      let ready = ReadyLine(settings: settings, host: host, doors: addresses.count + 1) {
        notify(.ready)
      }
      let doors: [any Service] =
        addresses.map {
          host.makeDoor(
            .hostname($0, port: settings.port), tls: certificate, onRunning: ready.opened)
        }
        + [
          host.makeDoor(
            .unixDomainSocket(path: try ControlSocket.path(in: host.directory)), isOperators: true,
            onRunning: ready.opened)
        ]
      let reload = ServerReload(
        asRead, host: host, certificate: certificate, logger: logger
      ) { try await self.settings() }
      host.reload.set { try await reload.reload() }
      do {
        try await host.run(
          doors + [ReloadSignal(reload: reload, logger: logger)], signals: [.sigterm, .sigint]
        ) { notify(.stopping) }
      } catch {
        // Stop in an orderly way, so that a failed start leaves nothing open and is not recorded as
        // a crash.
        await host.stop()
        throw error
      }
      await host.stop()
      // Exit handlers must not run while libraries still have threads.
      _exit(0)
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    } catch let error as IOError {
      // The port was free a moment ago.
      let reason = String(cString: strerror(error.errnoCode))
      throw CommandFailure(
        message:
          "The port can't be opened (\(reason)). Stop the program that uses it, or choose another port with --port."
      )
    }
  }

  /// Flags, environment and file.
  private func settings() async throws -> ServerSettings {
    try await options.settings(with: [
      "host": host.map { [$0] } ?? [], "port": port.map { [$0] } ?? [],
      "require_approval": requireApproval ? ["true"] : [], "allow_origin": allowOrigin,
      "tls_cert": tlsCert.map { [$0] } ?? [],
      "tls_key": tlsKey.map { [$0] } ?? [],
    ])
  }
}

extension ServerCertificate {
  /// - Returns: nil if TLS is not configured.
  fileprivate convenience init?(_ settings: ServerSettings) throws(StartupError) {
    guard !settings.tlsCert.isEmpty else { return nil }
    self.init(try TLSIdentity(certificate: settings.tlsCert, key: settings.tlsKey))
  }
}

/// Prints where the server is, once, when every listener is open.
private final class ReadyLine: Sendable {
  private let settings: ServerSettings
  private let host: ServerHost
  private let onReady: @Sendable () -> Void
  private let closed: Mutex<Int>

  init(
    settings: ServerSettings, host: ServerHost, doors: Int, onReady: @escaping @Sendable () -> Void
  ) {
    self.settings = settings
    self.host = host
    self.onReady = onReady
    closed = Mutex(doors)
  }

  @Sendable func opened() async {
    let isLast = closed.withLock { count in
      count -= 1
      return count == 0
    }
    guard isLast else { return }
    chmod(host.directory.controlSocket, 0o600)
    // Print this before the ready line, which other programs wait for.
    if let crash = host.crash { Console.error("last run: \(crash)") }
    // With JSON logging only the log may write to standard error, and it contains the refusals
    // already.
    let shown = host.settings.logFormat == "text" ? host.registry.refusals : []
    for refusal in shown { Console.error("not loaded: \(refusal)") }
    let count = host.registry.agents.filter(\.isCallable).count
    let scheme = settings.tlsCert.isEmpty ? "http" : "https"
    Console.announce(
      "Hermes \(HermesCommand.version) is ready: \(scheme)://\(ListenAddresses.authority(settings)) "
        + "(\(count) agents, data in \(host.directory.path))")
    onReady()
  }
}
