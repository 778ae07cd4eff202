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

  /// What is to be done about a certificate that was refused.
  /// - Parameter error: nil for what has nothing to do with certificates.
  static func refusal(of error: any Error, at address: ServerAddress) -> CommandFailure? {
    guard error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError else {
      return nil
    }
    return CommandFailure(
      message:
        "The certificate of \(address.httpURL("")) is not trusted, or is for another name (\(error)). Name its authority's PEM file in HERMES_CA."
    )
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
