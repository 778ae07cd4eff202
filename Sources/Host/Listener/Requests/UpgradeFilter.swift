import HermesContract
import NIOCore
import NIOHTTP1

/// Lets only valid WebSocket handshakes (RFC 6455, section 4.2.1) reach the upgrader, which would
/// drop the head of a refused one: all other requests lose their `Upgrade` header and are answered
/// by the HTTP routes. Inspects only the first request, as the upgrader does, and waits a limited
/// time for it.
final class UpgradeFilter: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let origins: OriginPolicy
  private let publicPath: PublicPath
  private let isWanted: @Sendable (HTTPRequestHead) -> Bool
  private let time: TimeAmount
  private var deadline: Scheduled<Void>?
  /// Nothing that follows is passed on.
  private var hasRefused = false

  /// - Parameter time: how long the head of the first request may take.
  init(
    origins: OriginPolicy, publicPath: PublicPath, within time: TimeAmount,
    isWanted: @escaping @Sendable (HTTPRequestHead) -> Bool
  ) {
    self.origins = origins
    self.publicPath = publicPath
    self.time = time
    self.isWanted = isWanted
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: time) { bound.value.abandonConnection() }
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasRefused else { return }
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    if let fault = RequestHeadCheck.fault(in: head) {
      hasRefused = true
      return BareProblem(unreadable: fault).write(to: context)
    }
    head.uri = publicPath.target(of: head.uri)
    if head.headers.contains(name: "Upgrade"), !isHandshake(head) {
      head.headers.remove(name: "Upgrade")
      ConnectionPersistence.endConnection(after: &head)
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
    // Before anything that follows the head: after an upgrade that is not HTTP.
    context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // Nothing has been requested yet, so a stopping server need not wait for it.
    if event is ChannelShouldQuiesceEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  private func isHandshake(_ head: HTTPRequestHead) -> Bool {
    func values(_ name: String) -> [String] {
      head.headers[canonicalForm: name].map { $0.lowercased() }
    }
    let keys = head.headers["Sec-WebSocket-Key"]
    return head.method == .GET && head.version == .http1_1 && isWanted(head)
      && values("Upgrade") == ["websocket"] && values("Connection").contains("upgrade")
      && head.headers["Sec-WebSocket-Version"] == ["13"] && !Self.hasBody(head)
      && keys.count == 1 && Self.isNonce(keys[0])
      && head.headers["Host"].count == 1
      && origins.allows(host: head.headers.first(name: "Host"))
      && head.headers["Origin"].allSatisfy(origins.allows(origin:))
  }

  /// The upgrader waits for the end of a body, and nothing else would limit that time.
  private static func hasBody(_ head: HTTPRequestHead) -> Bool {
    head.headers.contains(name: "Transfer-Encoding")
      || head.headers["Content-Length"].contains { $0 != "0" }
  }

  /// Sixteen bytes in base64.
  private static func isNonce(_ key: String) -> Bool {
    key.utf8.count == 24 && key.hasSuffix("==")
      && key.utf8.dropLast(2).allSatisfy { byte in
        switch Character(Unicode.Scalar(byte)) {
        case "A"..."Z", "a"..."z", "0"..."9", "+", "/": true
        default: false
        }
      }
  }
}
