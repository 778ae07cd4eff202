import ArgumentParser
import Foundation
import HermesContract

/// How to reach a server: over the network, or over the control socket of its data directory.
enum ServerAddress: Sendable {
  /// - Parameter path: what a proxy has put in front of the server's own paths.
  case url(secure: Bool, host: String, port: Int, path: PublicPath)
  case controlSocket(path: String)

  /// - Throws: `ValidationError` if the text is not an http or https URL of a server.
  init(url text: String) throws {
    guard let url = URL(string: text), let host = url.host, let scheme = url.scheme,
      scheme == "http" || scheme == "https"
    else { throw ValidationError("\(text) is not a URL such as http://localhost:8000.") }
    guard let path = PublicPath(url.path), url.query == nil, url.fragment == nil, url.user == nil
    else {
      throw ValidationError(
        "\(text) is more than the URL of a server: leave out everything but scheme, host, port and the path that a proxy puts before /api/v1."
      )
    }
    let isSecure = scheme == "https"
    // The brackets of an IPv6 address belong to the URL, not to the host.
    let name = host.trimmingCharacters(in: ["[", "]"])
    self = .url(secure: isSecure, host: name, port: url.port ?? (isSecure ? 443 : 80), path: path)
  }

  /// The value of the header field `Host` (RFC 9110, section 7.2).
  var authority: String {
    switch self {
    case .controlSocket: return "localhost"
    case .url(let secure, let host, let port, _):
      let name = host.contains(":") ? "[\(host)]" : host
      return port == (secure ? 443 : 80) ? name : "\(name):\(port)"
    }
  }

  /// The address as people see it.
  var place: String {
    switch self {
    case .url: httpURL("")
    case .controlSocket(let path): path
    }
  }

  /// The target of a request for one of the server's own paths.
  func target(_ own: String) -> String {
    guard case .url(_, _, _, let path) = self else { return own }
    // A link may have the prefix already.
    return path.link(to: path.target(of: own))
  }

  func httpURL(_ path: String) -> String {
    switch self {
    case .url(let secure, _, _, _):
      return "\(secure ? "https" : "http")://\(authority)\(target(path))"
    case .controlSocket(let socket):
      let escaped = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socket
      return "http+unix://\(escaped)\(path)"
    }
  }
}
