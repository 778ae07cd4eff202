import NIOCore
import NIOHTTP1

/// Asks the gate when a connection starts. A connection past a limit is answered, if that is
/// possible without a TLS handshake, and closed. The first handler of its channel; used on its loop
/// only.
package final class ConnectionAdmission: ChannelInboundHandler, RemovableChannelHandler {
  package typealias InboundIn = ByteBuffer
  package typealias InboundOut = ByteBuffer
  package typealias OutboundOut = ByteBuffer

  private let gate: ConnectionGate
  private let isEncrypted: Bool
  private var place: ConnectionGate.Place?
  private var isRefused = false

  init(_ gate: ConnectionGate, isEncrypted: Bool) {
    self.gate = gate
    self.isEncrypted = isEncrypted
  }

  package func channelActive(context: ChannelHandlerContext) {
    // A connection without an address is the operator's, on the control socket.
    guard let peer = context.channel.remoteAddress?.ipAddress else {
      return context.fireChannelActive()
    }
    guard let place = gate.admit(peer) else { return refuse(context) }
    self.place = place
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    context.channel.closeFuture.whenComplete { _ in bound.value.leave() }
    context.fireChannelActive()
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // A refused connection has already been answered.
    if !isRefused { context.fireChannelRead(data) }
  }

  /// The connection is a stream from now on, which is counted as one. Not before its token was
  /// accepted: until then it costs no more than a request, and counts like one. On the channel's loop.
  package static func streamOpened(on channel: any Channel) {
    let operations = channel.pipeline.syncOperations
    guard let admission = try? operations.handler(type: ConnectionAdmission.self) else { return }
    admission.place = admission.place.map(admission.gate.upgrade)
    operations.removeHandler(admission, promise: nil)
  }

  private func leave() {
    if let place { gate.leave(place) }
    place = nil
  }

  private func refuse(_ context: ChannelHandlerContext) {
    isRefused = true
    guard !isEncrypted else { return context.close(promise: nil) }
    let problem = BareProblem(
      status: .tooManyRequests, code: .tooManyConnections,
      detail:
        "Too many connections are open, from your address or in all. Close some, or come back later."
    )
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(problem.bytes)).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}
