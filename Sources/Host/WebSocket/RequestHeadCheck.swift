import HermesContract
import NIOCore
import NIOHTTP1

/// Refuses requests whose target or fields hold text that is dangerous to compare
/// (`StreamSafeText`), before anything reads them. The connection ends with the answer. The parser has
/// refused targets that are not ASCII by then.
///
/// For the requests after a connection's first, which `UpgradeFilter` checks: after an upgrade what comes
/// is no HTTP any more.
final class RequestHeadCheck: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// Nothing that follows is passed on.
  private var hasRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasRefused else { return }
    if case .head(let head) = unwrapInboundIn(data), let fault = Self.fault(in: head) {
      hasRefused = true
      return BareProblem(unreadable: fault).end(context)
    }
    context.fireChannelRead(data)
  }

  /// - Returns: a clause with "it" for the request; nil if it can be read.
  static func fault(in head: HTTPRequestHead) -> String? {
    guard StreamSafeText.isSafe(PercentEncoding.decoded(head.uri.utf8)) else {
      return "its target has more than \(StreamSafeText.maximumMarks) combining marks in a row"
    }
    let isUnsafe = head.headers.contains {
      !StreamSafeText.isSafe($0.name.utf8) || !StreamSafeText.isSafe($0.value.utf8)
    }
    return isUnsafe
      ? "a header has more than \(StreamSafeText.maximumMarks) combining marks in a row" : nil
  }
}
