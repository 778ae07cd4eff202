import HTTPTypes
import HermesCompression
import HermesContract
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL
import NIOWebSocket

/// An HTTP/1.1 connection whose first request may turn it into a WebSocket.
///
/// Sockets live on their event loop alone: no Swift task and no async sequence per connection, which
/// would triple the memory of an idle one.
package struct UpgradableChannel: HTTPChannelHandler {
  package struct Value: ServerChildChannelValue {
    package let channel: any Channel
    let outcome: EventLoopFuture<Outcome>
  }

  enum Outcome: Sendable {
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
    case socket
  }

  package let responder: Responder
  private let gate: ConnectionGate?
  private let origins: OriginPolicy
  private let maximumMessageBytes: Int
  private let limits: ConnectionLimits
  private let tls: TLSIdentity?
  private let isSocketPath: @Sendable (String) -> Bool
  private let addSocket: AddSocket

  /// Adds a socket's handler to an upgraded connection, on its loop.
  package typealias AddSocket =
    @Sendable (any Channel, HTTPRequestHead, DeflateAgreement?) throws
    -> Void

  /// - Parameters:
  ///   - maximumMessageBytes: of a message that a client sends.
  ///   - tls: nil serves without TLS.
  ///   - gate: counts the connections of all listeners; nil: nobody counts them.
  package init(
    responder: @escaping Responder, gate: ConnectionGate? = nil, origins: OriginPolicy,
    maximumMessageBytes: Int,
    limits: ConnectionLimits = ConnectionLimits(), tls: TLSIdentity? = nil,
    isSocketPath: @escaping @Sendable (String) -> Bool,
    addSocket: @escaping AddSocket
  ) {
    self.responder = responder
    self.gate = gate
    self.origins = origins
    self.maximumMessageBytes = maximumMessageBytes
    self.limits = limits
    self.tls = tls
    self.isSocketPath = isSocketPath
    self.addSocket = addSocket
  }

  package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let upgrader = NIOTypedWebSocketServerUpgrader<Outcome>(
        maxFrameSize: FrameRules.maximumFrameBytes(ofMessage: maximumMessageBytes),
        enableAutomaticErrorHandling: false,
        shouldUpgrade: { channel, head in channel.eventLoop.makeSucceededFuture(Self.headers(head))
        },
        upgradePipelineHandler: { [addSocket] channel, head in
          channel.eventLoop.makeCompletedFuture {
            // An idle socket keeps nothing that only HTTP needs.
            let operations = channel.pipeline.syncOperations
            let responder = try operations.handler(type: HandshakeErrorResponder.self)
            operations.removeHandler(responder, promise: nil)
            if let admission = try? operations.handler(type: ConnectionAdmission.self) {
              admission.upgrade()
              operations.removeHandler(admission, promise: nil)
            }
            let bytes = try operations.handler(type: BytesBehindLastRequest.self)
            operations.removeHandler(bytes, promise: nil)
            try addSocket(channel, head, Self.agreement(head))
            return .socket
          }
        })
      var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
        upgradeConfiguration: .init(
          upgraders: [upgrader], notUpgradingCompletionHandler: { serveHTTP($0, logger) }))
      configuration.enablePipelining = false
      configuration.enableErrorHandling = false
      configuration.decoderConfiguration.maxHeaderListSize = 32 << 10
      configuration.decoderConfiguration.maxHeaderFieldSize = 16 << 10
      configuration.decoderConfiguration.maxHeaderFieldCount = 100
      try PipelinedRequests.limitReads(of: channel)
      let operations = channel.pipeline.syncOperations
      if let gate {
        try operations.addHandler(ConnectionAdmission(gate, isEncrypted: tls != nil))
      }
      if let tls { try operations.addHandler(NIOSSLServerHandler(context: tls.context)) }
      try operations.addHandler(BytesBehindLastRequest())
      let outcome = try operations.configureUpgradableHTTPServerPipeline(
        configuration: configuration)
      let upgradeHandler = try operations.handler(
        type: NIOTypedHTTPServerUpgradeHandler<Outcome>.self)
      try operations.addHandler(
        UpgradeFilter(
          origins: origins, within: limits.firstRequest, isSocketPath: isSocketPath),
        position: .before(upgradeHandler))
      try operations.addHandler(HandshakeErrorResponder())
      return Value(channel: channel, outcome: outcome)
    }
  }

  private static func headers(_ head: HTTPRequestHead) -> HTTPHeaders {
    var headers = HTTPHeaders()
    // Answered only where it carried the token.
    if SocketRoute.subprotocols(head).first == "bearer" {
      headers.add(name: "Sec-WebSocket-Protocol", value: "bearer")
    }
    if let agreement = agreement(head) {
      headers.add(name: "Sec-WebSocket-Extensions", value: agreement.header)
    }
    return headers
  }

  private static func agreement(_ head: HTTPRequestHead) -> DeflateAgreement? {
    DeflateAgreement.negotiate(head.headers["Sec-WebSocket-Extensions"])
  }

  private func serveHTTP(_ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Outcome> {
    channel.eventLoop.makeCompletedFuture {
      let operations = channel.pipeline.syncOperations
      // Faults are answered in the order of requests from here on.
      let responder = try operations.handler(type: HandshakeErrorResponder.self)
      operations.removeHandler(responder, promise: nil)
      try operations.addHandler(HangUpWatch())
      try operations.addHandler(
        LastRequestWatch(operations.handler(type: BytesBehindLastRequest.self)))
      try operations.addHandler(MergedChunks())
      try operations.addHandler(PipelinedRequests())
      try operations.addHandler(HandshakeErrorResponder())
      try operations.addHandler(RequestHeadCheck())
      try operations.addHandler(RequestDeadline(limits.request))
      try operations.addHandler(UnreadAnswers(limits.unreadAnswer))
      try operations.addHandler(ConnectionPersistence())
      try operations.addHandler(ContinueResponder())
      try operations.addHandler(HTTP1ToHTTPServerCodec(secure: tls != nil))
      try operations.addHandler(
        HTTPConnectionStateHandler(idleTimeout: limits.idle, logger: logger))
      return .http(
        try NIOAsyncChannel(
          wrappingChannelSynchronously: channel,
          configuration: .init(isOutboundHalfClosureEnabled: true)))
    }
  }

  package func handle(value: Value, logger: Logger) async {
    // A connection that ended before its first request has nothing to be told.
    guard let outcome = try? await value.outcome.get() else { return }
    switch outcome {
    case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
    case .socket: return
    }
  }
}
