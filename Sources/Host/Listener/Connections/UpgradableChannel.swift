import HTTPTypes
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
/// Sockets live on their event loop only, without a Swift task or an async sequence per
/// connection, which would triple the memory of an idle one.
package struct UpgradableChannel: HTTPChannelHandler {
  /// A connection that has been set up.
  package struct Value: ServerChildChannelValue {
    /// The connection.
    package let channel: any Channel
    let outcome: EventLoopFuture<Outcome>
  }

  enum Outcome: Sendable {
    case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
    case socket
  }

  /// Answers its HTTP requests.
  package let responder: Responder
  private let gate: ConnectionGate?
  private let origins: OriginPolicy
  private let publicPath: PublicPath
  private let limits: ConnectionLimits
  private let tls: ServerCertificate?
  private let sockets: SocketUpgrade

  /// - Parameters:
  ///   - tls: nil serves without TLS.
  ///   - publicPath: what a proxy may leave in front of targets.
  ///   - gate: counts the connections of all listeners; nil if they are not counted.
  package init(
    responder: @escaping Responder, gate: ConnectionGate? = nil, origins: OriginPolicy,
    publicPath: PublicPath = .none,
    limits: ConnectionLimits = ConnectionLimits(), tls: ServerCertificate? = nil,
    sockets: SocketUpgrade
  ) {
    self.responder = responder
    self.gate = gate
    self.origins = origins
    self.publicPath = publicPath
    self.limits = limits
    self.tls = tls
    self.sockets = sockets
  }

  /// Called by Hummingbird for each accepted connection, on its loop.
  package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let upgrader = NIOTypedWebSocketServerUpgrader<Outcome>(
        maxFrameSize: sockets.maximumFrameBytes,
        enableAutomaticErrorHandling: false,
        shouldUpgrade: { [sockets] channel, head in
          channel.eventLoop.makeSucceededFuture(sockets.headers(head))
        },
        upgradePipelineHandler: { [sockets] channel, head in
          channel.eventLoop.makeCompletedFuture {
            // An idle socket keeps no handler that only HTTP needs.
            let operations = channel.pipeline.syncOperations
            let responder = try operations.handler(type: HandshakeErrorResponder.self)
            operations.removeHandler(responder, promise: nil)
            let bytes = try operations.handler(type: BytesBehindLastRequest.self)
            operations.removeHandler(bytes, promise: nil)
            try sockets.add(channel, head)
            return .socket
          }
        })
      var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
        upgradeConfiguration: .init(
          upgraders: [upgrader], notUpgradingCompletionHandler: { serveHTTP($0, logger: logger) }))
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
          origins: origins, publicPath: publicPath, within: limits.firstRequest,
          isWanted: sockets.isWanted),
        position: .before(upgradeHandler))
      try operations.addHandler(HandshakeErrorResponder())
      return Value(channel: channel, outcome: outcome)
    }
  }

  private func serveHTTP(_ channel: any Channel, logger: Logger) -> EventLoopFuture<Outcome> {
    channel.eventLoop.makeCompletedFuture {
      let operations = channel.pipeline.syncOperations
      // From here on faults are answered in the order of requests.
      let responder = try operations.handler(type: HandshakeErrorResponder.self)
      operations.removeHandler(responder, promise: nil)
      try operations.addHandler(HangUpWatch())
      try operations.addHandler(
        LastRequestWatch(operations.handler(type: BytesBehindLastRequest.self)))
      try operations.addHandler(MergedChunks())
      try operations.addHandler(PipelinedRequests())
      try operations.addHandler(HandshakeErrorResponder())
      try operations.addHandler(RequestHeadCheck(publicPath: publicPath))
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

  /// Called by Hummingbird; returns when the connection no longer speaks HTTP.
  package func handle(value: Value, logger: Logger) async {
    // A connection that ended before its first request needs no answer.
    guard let outcome = try? await value.outcome.get() else { return }
    switch outcome {
    case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
    case .socket: return
    }
  }
}
