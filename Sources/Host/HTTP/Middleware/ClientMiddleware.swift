import HTTPTypes
import HermesContract
import Hummingbird

/// Determines the client's address, taking trusted proxies into account.
struct ClientMiddleware: RouterMiddleware {
  private static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
  private static let forwarded = HTTPField.Name("Forwarded")!

  let proxies: TrustedProxies
  let untrustedProxy: UntrustedProxy

  func handle(
    _ request: Request, context: HermesContext,
    next: (Request, HermesContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    let peer = context.channel.remoteAddress?.ipAddress ?? ""
    let isMarked = request.headers.contains { TrustedProxies.isMark($0.name.canonicalName) }
    if isMarked, !context.isOperator, !proxies.isTrusted(peer) { untrustedProxy.notice(peer) }
    context.client = proxies.client(
      peer: peer, forwardedFor: request.headers[values: Self.forwardedFor],
      forwarded: request.headers[values: Self.forwarded], isMarked: isMarked)
    return try await next(request, context)
  }
}
