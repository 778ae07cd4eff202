import HermesAccounts
import HermesConfiguration
import HermesContract
import HermesListener
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the settings of a running server again, on request or at SIGHUP, and applies what can
/// change.
actor ServerReload {
  typealias Reader = @Sendable () async throws -> ServerSettings

  private var settings: ServerSettings
  private let read: Reader
  private let host: ServerHost
  private let certificate: ServerCertificate?
  private let logger: Logger

  /// - Parameters:
  ///   - settings: as they were read at the start.
  ///   - certificate: nil without TLS, which can't be turned on later.
  ///   - read: reads flags, environment and file as at the start.
  init(
    _ settings: ServerSettings, host: ServerHost, certificate: ServerCertificate?, logger: Logger,
    read: @escaping Reader
  ) {
    self.settings = settings
    self.host = host
    self.certificate = certificate
    self.logger = logger
    self.read = read
  }

  /// Reads and applies the settings. All of them are checked before any is applied.
  /// - Returns: the names in `changed` and `needs_restart`; with TLS, `certificate_expires_at`, since
  ///   the certificate is read again even if its path is the same.
  /// - Throws: `StartupError`; the server goes on as before.
  func reload() async throws -> JSONObject {
    let change = SettingsChange(from: settings, to: try await read())
    var answer: JSONObject = [
      "changed": .array(change.applied.map(JSONValue.string)),
      "needs_restart": .array(change.waiting.map(JSONValue.string)),
    ]
    if let certificate {
      let identity = try TLSIdentity(
        certificate: change.settings.tlsCert, key: change.settings.tlsKey)
      certificate.replace(with: identity)
      answer["certificate_expires_at"] = .string(identity.expiresAt.text)
    }
    host.apply(change.settings)
    settings = change.settings
    host.audit.record(
      .settingsReloaded, by: .commandLine, detail: ["changed": answer["changed"] ?? .null])
    logger.notice(
      "settings reloaded",
      metadata: [
        "changed": "\(change.applied.joined(separator: ","))",
        "needs_restart": "\(change.waiting.joined(separator: ","))",
      ])
    return answer
  }
}

/// Reloads the settings at each SIGHUP.
struct ReloadSignal: Service {
  let reload: ServerReload
  let logger: Logger

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      do { _ = try await reload.reload() } catch {
        logger.error("the settings stay as they were", metadata: ["error": "\(error)"])
      }
    }
  }
}
