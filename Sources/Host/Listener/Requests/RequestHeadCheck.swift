import HermesContract
import NIOCore
import NIOHTTP1

/// Refuses requests whose target or fields contain text that is expensive to compare
/// (`StreamSafeText`), and targets that are expensive to parse, before anything reads them. The
/// connection ends with the answer. The parser has already refused targets that are not ASCII.
///
/// For the requests after a connection's first, which `UpgradeFilter` checks: after an upgrade the
/// input is not HTTP. Both remove the path that a proxy may have left in front of targets.
final class RequestHeadCheck: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  /// RFC 9112, section 3, recommends accepting request lines of 8000 octets.
  private static let maximumTargetBytes = 8192
  /// Far more than any route has or takes.
  private static let (maximumSegments, maximumParameters) = (64, 100)

  private let publicPath: PublicPath
  /// Nothing that follows is passed on.
  private var hasRefused = false

  init(publicPath: PublicPath) { self.publicPath = publicPath }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasRefused else { return }
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    if let fault = Self.fault(in: head) {
      hasRefused = true
      return BareProblem(unreadable: fault).write(to: context)
    }
    head.uri = publicPath.target(of: head.uri)
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// - Returns: a clause that calls the request "it"; nil if the request can be read.
  static func fault(in head: HTTPRequestHead) -> String? {
    if let fault = fault(inTarget: head.uri.utf8) { return fault }
    guard StreamSafeText.isSafe(PercentEncoding.decoded(head.uri.utf8)) else {
      return "its target has more than \(StreamSafeText.maximumMarks) combining marks in a row"
    }
    let isUnsafe = head.headers.contains {
      !StreamSafeText.isSafe($0.name.utf8) || !StreamSafeText.isSafe($0.value.utf8)
    }
    return isUnsafe
      ? "a header has more than \(StreamSafeText.maximumMarks) combining marks in a row" : nil
  }

  private static func fault(inTarget target: String.UTF8View) -> String? {
    guard target.count <= maximumTargetBytes else {
      return "its target has more than \(maximumTargetBytes) bytes"
    }
    var (segments, parameters) = (0, 0)
    var isPath = true
    for byte in target {
      switch byte {
      case UInt8(ascii: "?"): isPath = false
      case UInt8(ascii: "/") where isPath: segments += 1
      case UInt8(ascii: "&"): parameters += 1
      default: break
      }
    }
    if segments > maximumSegments { return "its path has more than \(maximumSegments) segments" }
    return parameters >= maximumParameters
      ? "its query has more than \(maximumParameters) parameters" : nil
  }
}
