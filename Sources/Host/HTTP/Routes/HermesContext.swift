import HTTPTypes
import HermesContract
import Hummingbird
import NIOCore

/// The context of one request on its way through middleware and route.
package struct HermesContext: RequestContext {
  /// Hummingbird's own part of the context.
  package var coreContext: CoreRequestContextStorage
  let requestID: String
  /// Set by `ClientMiddleware`, before any route.
  var client = ClientAddress(text: "", isThisMachine: false)
  let channel: any Channel
  /// Whether it arrived over the control socket of the data directory.
  let isOperator: Bool
  /// The share that the request's body holds; nil if there is no body.
  var heldBody: CountedBody.Holder?
  /// The span of the request.
  var trace = TraceContext.root()

  /// Called by Hummingbird for each request.
  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
    requestID = TaskID.random().text
    if case .unixDomainSocket = source.channel.localAddress {
      isOperator = true
    } else {
      isOperator = false
    }
  }

  /// What lists of sessions and the audit log show of the client.
  func origin(of request: Request) -> LoginOrigin {
    LoginOrigin(address: client.text, client: request.headers[.userAgent] ?? "")
  }

  /// - Throws: `CancellationError` if the client has hung up, so that nothing is read for it.
  func checkIsWanted() throws {
    guard channel.isActive else { throw CancellationError() }
  }
}
