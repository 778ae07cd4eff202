import ArgumentParser
import Foundation

/// Where a server is reached: over the network, or over the control socket of its data directory.
enum ServerAddress: Sendable {
  case url(secure: Bool, host: String, port: Int)
  case controlSocket(path: String)

  /// - Throws: `ValidationError` for what is no http or https URL.
  init(url text: String) throws {
    guard let url = URL(string: text), let host = url.host, let scheme = url.scheme,
      scheme == "http" || scheme == "https"
    else { throw ValidationError("\(text) is not a URL such as http://localhost:8000.") }
    let isSecure = scheme == "https"
    self = .url(secure: isSecure, host: host, port: url.port ?? (isSecure ? 443 : 80))
  }

  func http(_ path: String) -> String {
    switch self {
    case .url(let secure, let host, let port):
      return "\(secure ? "https" : "http")://\(host):\(port)\(path)"
    case .controlSocket(let socket):
      let escaped = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socket
      return "http+unix://\(escaped)\(path)"
    }
  }
}
