import NIOCore
import NIOHTTP1

/// Tells a client that waits with its request's body (`Expect: 100-continue`) to send it (RFC 9110,
/// section 10.1.1), once its earlier requests have been answered.
final class ContinueResponder: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// For each unanswered request, oldest first: whether its client waits.
  private var waits: [Bool] = []

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data) {
      waits.append(Self.isExpecting(head))
      if waits.count == 1 { writeContinue(to: context) }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    context.write(data, promise: promise)
    guard case .end = unwrapOutboundIn(data), !waits.isEmpty else { return }
    waits.removeFirst()
    writeContinue(to: context)
  }

  private func writeContinue(to context: ChannelHandlerContext) {
    guard waits.first == true else { return }
    waits[0] = false
    let head = HTTPResponseHead(version: .http1_1, status: .continue)
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
  }

  private static func isExpecting(_ head: HTTPRequestHead) -> Bool {
    head.version == .http1_1
      && head.headers[canonicalForm: "Expect"].contains { $0.lowercased() == "100-continue" }
  }
}
