import HermesContract
import HermesStreams
import NIOHTTP1

/// The request targets of sockets, and what they ask for.
enum SocketRoute {
  /// Whether a path belongs to a socket, well-formed or not.
  static func isSocketPath(_ uri: String) -> Bool { target(of: uri) != nil }

  private static func target(of uri: String) -> StreamRequest.Target? {
    let path = uri.prefix { $0 != "?" }
    if path == "/api/v1/ws/user" { return .user }
    let prefix = "/api/v1/ws/tasks/"
    guard path.hasPrefix(prefix) else { return nil }
    let id = path.dropFirst(prefix.count)
    guard !id.isEmpty, !id.contains("/") else { return nil }
    return .task(String(id))
  }

  /// - Parameter head: the token is taken from the query, the Authorization header, or the
  ///   subprotocol after `bearer`, in that order.
  /// - Returns: nil if the path is not a socket's.
  static func request(_ head: HTTPRequestHead) -> StreamRequest? {
    guard let target = target(of: head.uri) else { return nil }
    var request = StreamRequest(target)
    if let start = head.uri.firstIndex(of: "?") {
      for field in head.uri[head.uri.index(after: start)...].split(separator: "&") {
        let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value =
          pair.count == 2
          ? String(decoding: PercentEncoding.decoded(pair[1].utf8), as: UTF8.self) : ""
        switch pair[0] {
        case "token": request.token = value
        case "after": request.after = value
        case "epoch": request.epoch = value
        case "follow": request.follow = value
        default: continue
        }
      }
    }
    if request.token == nil, let header = head.headers.first(name: "Authorization"),
      header.lowercased().hasPrefix("bearer ")
    {
      request.token = String(header.dropFirst("bearer ".count))
    }
    let protocols = subprotocols(head)
    if request.token == nil, protocols.count == 2, protocols[0] == "bearer" {
      request.token = protocols[1]
    }
    return request
  }

  static func subprotocols(_ head: HTTPRequestHead) -> [String] {
    head.headers[canonicalForm: "Sec-WebSocket-Protocol"].map(String.init)
  }
}
