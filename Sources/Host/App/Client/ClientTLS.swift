import AsyncHTTPClient
import HermesRemoteAgents
import NIOSSL

/// TLS for commands that call a server: certificates are checked against the system's authorities,
/// or those of HERMES_CA.
enum ClientTLS {
  static var configuration: TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    if let file = Environment.authorities { configuration.trustRoots = .file(file) }
    return configuration
  }

  /// What to do about a certificate that was refused.
  /// - Parameter error: any error; the result is nil if it has nothing to do with certificates.
  static func refusal(of error: any Error, at address: ServerAddress) -> CommandFailure? {
    guard error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError else {
      return nil
    }
    return CommandFailure(
      message:
        "The certificate of \(address.httpURL("")) is not trusted, or is for another name (\(error)). Set HERMES_CA to the PEM file of its certificate authority."
    )
  }

  /// Never shut down: it lives as long as the command.
  static let httpClient: HTTPClient = {
    var client = HTTPClient.Configuration(tlsConfiguration: configuration)
    // Otherwise an untrusted certificate would be retried until the request times out.
    client.connectionPool.retryConnectionEstablishment = false
    // Do not send tokens and key headers to an address that the user did not name.
    client.redirectConfiguration = .disallow
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: client)
  }()

  /// Never shut down, like `httpClient`.
  static let remoteAgents = RemoteAgentClient(tls: configuration)
}
