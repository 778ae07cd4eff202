import AsyncHTTPClient
import HermesRemoteAgents
import NIOSSL

/// How the commands that call a server check its certificate: by the system's authorities, or by
/// those of HERMES_CA.
enum ClientTLS {
  static var configuration: TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if let file = Environment.authorities { configuration.trustRoots = .file(file) }
    return configuration
  }

  /// Never shut down: it lives as long as the command.
  static let httpClient: HTTPClient =
    Environment.authorities == nil
    ? .shared
    : HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: .init(tlsConfiguration: configuration))

  /// Never shut down either.
  static let remoteAgents = RemoteAgentClient(tls: configuration)
}
