import HermesContract
import Hummingbird
import NIOCore

/// One request on its way through middleware and route.
package struct HermesContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  let requestID: String
  /// Set by `ClientMiddleware`, before any route.
  var client = ClientAddress(text: "", isThisMachine: false)
  let channel: any Channel
  /// Whether it came over the control socket of the data directory.
  let isOperator: Bool
  /// What the body of the request holds of its client's part; nil: it has none.
  var heldBody: CountedBody.Holder?
  /// The span that the request is.
  var trace = TraceContext.root()

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

  /// - Throws: `CancellationError` if the client has hung up, so that nobody waits for what is read next.
  func checkIsWanted() throws {
    guard channel.isActive else { throw CancellationError() }
  }
}
