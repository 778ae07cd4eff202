import NIOCore
import NIOHTTP1

/// Passes on one request of a connection at a time, and the next once the answer before it has been
/// written: 300 connections that send 64 requests each are then 300 requests ahead of someone
/// else's, not 19,200.
///
/// Closes a connection with more pending requests than anyone needs (RFC 9112, section 9.3.2),
/// because each unanswered request holds memory. One read is decoded as a whole, so reads are kept
/// small too.
/// NIO's `HTTPServerPipelineHandler` reads nothing while a request is being answered, and would
/// not notice a client that hangs up in the meantime (`HangUpWatch`).
final class PipelinedRequests: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// The most unanswered requests of one connection.
  static let maximum = 64
  /// Bytes of waiting heads and bodies above which reading stops.
  static let maximumHeld = 64 << 10
  /// What a part takes besides its content, in bytes.
  private static let partBytes = 128
  /// Bytes of one read.
  private static let maximumRead = 16 << 10

  /// What has arrived after the request that is being answered, in order.
  private enum Held {
    case part(HTTPServerRequestPart)
    case unreadable(any Error)
    case inputClosed
  }

  private var held = CircularBuffer<Held>(initialCapacity: 0)
  private var heldBytes = 0
  private var unanswered = 0
  /// A request has been passed on whose answer has not been written.
  private var isAnswering = false
  /// The head of that answer has been written.
  private var hasBegunAnswer = false
  /// A request has been passed on that has not arrived completely.
  private var isArriving = false
  private var isHandingOn = false
  private var isReadWanted = false
  private var isClosing = false

  /// Keeps the reads of a connection small.
  static func limitReads(of channel: any Channel) throws {
    let options = channel.syncOptions
    try options?.setOption(
      .recvAllocator,
      value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 2048, maximum: maximumRead))
    try options?.setOption(.maxMessagesPerRead, value: 1)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    let part = unwrapInboundIn(data)
    if case .head = part {
      unanswered += 1
      guard unanswered <= Self.maximum else {
        isClosing = true
        held.removeAll()
        // No answer may overtake those that are still due.
        return context.abandonConnection()
      }
      if isAnswering { return holdBack(.part(part)) }
    }
    guard held.isEmpty else { return holdBack(.part(part)) }
    fire(.part(part), context: context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let isOfRequest = error is HTTPParserError || error is MergedChunks.TooSmall
    guard isOfRequest, !held.isEmpty || hasToWait(.unreadable(error)) else {
      // In the middle of an answer, such as a stream of events, a second one would be read as part
      // of it.
      guard isOfRequest, hasBegunAnswer else { return context.fireErrorCaught(error) }
      isClosing = true
      return context.abandonConnection()
    }
    holdBack(.unreadable(error))
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if !held.isEmpty, case ChannelEvent.inputClosed = event { return holdBack(.inputClosed) }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    held.removeAll()
    context.fireChannelInactive()
  }

  func read(context: ChannelHandlerContext) {
    guard heldBytes <= Self.maximumHeld else {
      isReadWanted = true
      return
    }
    context.read()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let part = unwrapOutboundIn(data)
    if case .head(let head) = part, head.status.code >= 200 { hasBegunAnswer = true }
    context.write(data, promise: promise)
    guard case .end = part else { return }
    unanswered -= 1
    (isAnswering, hasBegunAnswer) = (false, false)
    handOn(context)
  }

  private func holdBack(_ event: Held) {
    heldBytes += Self.bytes(of: event)
    held.append(event)
  }

  private static func bytes(of event: Held) -> Int {
    guard case .part(let part) = event else { return 0 }
    switch part {
    case .head(let head): return byteCount(of: head.headers, from: 256 + head.uri.utf8.count)
    case .body(let piece): return partBytes + piece.storageCapacity
    case .end(let trailers): return trailers.map { byteCount(of: $0, from: 64) } ?? 0
    }
  }

  private static func byteCount(of fields: HTTPHeaders, from start: Int) -> Int {
    fields.reduce(start) { $0 + $1.name.utf8.count + $1.value.utf8.count + 64 }
  }

  /// Passes on the next request, as far as it has arrived.
  private func handOn(_ context: ChannelHandlerContext) {
    // An answer that is written while its request is being passed on re-enters here.
    guard !isHandingOn, !held.isEmpty else { return }
    isHandingOn = true
    while let next = held.first, !hasToWait(next) {
      held.removeFirst()
      heldBytes -= Self.bytes(of: next)
      fire(next, context: context)
    }
    context.fireChannelReadComplete()
    isHandingOn = false
    guard isReadWanted, heldBytes <= Self.maximumHeld else { return }
    isReadWanted = false
    context.read()
  }

  /// Whether it belongs to a request after the one that is being answered.
  private func hasToWait(_ event: Held) -> Bool {
    switch event {
    case .part(.head): isAnswering
    case .unreadable: isAnswering && !isArriving
    case .part, .inputClosed: false
    }
  }

  private func fire(_ event: Held, context: ChannelHandlerContext) {
    switch event {
    case .part(let part):
      switch part {
      case .head: (isAnswering, isArriving) = (true, true)
      case .body: break
      case .end: isArriving = false
      }
      context.fireChannelRead(wrapInboundOut(part))
    case .unreadable(let error): context.fireErrorCaught(error)
    case .inputClosed: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }
  }
}
