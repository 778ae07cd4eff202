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
  static let httpClient: HTTPClient = {
    var client = HTTPClient.Configuration(tlsConfiguration: configuration)
    // A certificate that is not trusted would be tried for as long as an answer may take.
    client.connectionPool.retryConnectionEstablishment = false
    // Tokens and headers with keys go where they were meant to go and nowhere else.
    client.redirectConfiguration = .disallow
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: client)
  }()

  /// Never shut down either.
  static let remoteAgents = RemoteAgentClient(tls: configuration)
}
