import HermesContract
import NIOHTTP1

/// What a socket's request target asks for.
struct SocketRoute: Sendable, Equatable {
  enum Target: Sendable, Equatable {
    case task(String)
    case user
  }

  var target: Target
  var token: String?
  var after: String?
  var epoch: String?
  var follow: String?
  /// Who asks.
  var client = ClientAddress(text: "", isThisMachine: false)

  /// Whether a path belongs to a socket, well-formed or not.
  static func isSocketPath(_ uri: String) -> Bool { target(of: uri) != nil }

  private static func target(of uri: String) -> Target? {
    let path = uri.prefix { $0 != "?" }
    if path == "/api/v1/ws/user" { return .user }
    let prefix = "/api/v1/ws/tasks/"
    guard path.hasPrefix(prefix) else { return nil }
    let id = path.dropFirst(prefix.count)
    guard !id.isEmpty, !id.contains("/") else { return nil }
    return .task(String(id))
  }

  /// - Parameter head: the token is taken from the query, the Authorization header, or the
  ///   subprotocol behind `bearer`, in that order.
  init?(_ head: HTTPRequestHead) {
    guard let target = Self.target(of: head.uri) else { return nil }
    self.target = target
    if let start = head.uri.firstIndex(of: "?") {
      for field in head.uri[head.uri.index(after: start)...].split(separator: "&") {
        let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value =
          pair.count == 2
          ? String(decoding: PercentEncoding.decoded(pair[1].utf8), as: UTF8.self) : ""
        switch pair[0] {
        case "token": token = value
        case "after": after = value
        case "epoch": epoch = value
        case "follow": follow = value
        default: continue
        }
      }
    }
    if token == nil, let header = head.headers.first(name: "Authorization"),
      header.lowercased().hasPrefix("bearer ")
    {
      token = String(header.dropFirst("bearer ".count))
    }
    let protocols = Self.subprotocols(head)
    if token == nil, protocols.count == 2, protocols[0] == "bearer" { token = protocols[1] }
  }

  static func subprotocols(_ head: HTTPRequestHead) -> [String] {
    head.headers[canonicalForm: "Sec-WebSocket-Protocol"].map(String.init)
  }
}
