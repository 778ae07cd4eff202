import HermesContract
import NIOCore
import NIOHTTP1

/// Refuses requests whose target or fields hold text that is dangerous to compare
/// (`StreamSafeText`), before anything reads them. The connection ends with the answer. The parser has
/// refused targets that are not ASCII by then.
final class RequestHeadCheck: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// Nothing that follows is passed on.
  private var hasRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasRefused else { return }
    if case .head(let head) = unwrapInboundIn(data), let fault = Self.fault(in: head) {
      hasRefused = true
      return context.fireErrorCaught(UnreadableRequest(reason: fault))
    }
    context.fireChannelRead(data)
  }

  static func fault(in head: HTTPRequestHead) -> String? {
    guard StreamSafeText.isSafe(PercentEncoding.decoded(head.uri.utf8)) else {
      return "its target has more than \(StreamSafeText.maximumMarks) combining marks in a row"
    }
    let unsafe = head.headers.first {
      !StreamSafeText.isSafe($0.name.utf8) || !StreamSafeText.isSafe($0.value.utf8)
    }
    return unsafe.map { _ in
      "a header has more than \(StreamSafeText.maximumMarks) combining marks in a row"
    }
  }
}

/// A request that is HTTP, but is not taken.
struct UnreadableRequest: Error {
  /// A clause with "it" for the request.
  let reason: String
}
