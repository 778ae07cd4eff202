import Glibc
import HermesCompression
import HermesContract
import HermesThreads
import HermesWebSocket
import NIOCore

@testable import HermesEvents

/// A connection that takes its bytes late, in pieces, and with other frames in between.
final class FakeSink: EventSink, @unchecked Sendable {
  // Proof for @unchecked: what is mutable is touched on `loop` only, and read after `ended`.
  enum Transport {
    /// Everything goes through `write`, as with TLS.
    case channel
    /// The hub sends directly on a socket with a small buffer.
    case socket
  }

  let descriptor: CInt
  let window: DeflateWindow?
  let encoding: any EventEncoding
  let ended: EventLoopPromise<Void>
  private(set) var ends = 0
  private(set) var failures = 0
  private let loop: any EventLoop
  private let timeout: Scheduled<Void>
  private let peer: PeerSocket?
  private let awaitedEnds: Int
  private var generator: Seeded
  private var pending: [(bytes: ArraySlice<UInt8>, onWritten: () -> Void)] = []
  private var isScheduled = false
  private var reader = FrameReader()
  private var subscriber: Subscriber?

  /// - Parameter awaitedEnds: how many tasks end on a user's stream, which itself never ends.
  init(
    _ transport: Transport, loop: any EventLoop, window: DeflateWindow? = nil,
    awaitedEnds: Int = 0, seed: UInt64
  ) throws {
    self.window = window
    encoding = FrameEncoding.encoding(for: window)
    self.loop = loop
    self.awaitedEnds = awaitedEnds
    generator = Seeded(seed)
    ended = loop.makePromise()
    peer = transport == .socket ? try PeerSocket() : nil
    descriptor = peer?.writeEnd ?? -1
    // A stream that never ends fails its test instead of holding up all.
    timeout = loop.scheduleTask(in: .seconds(300)) { [ended] in ended.fail(ChannelError.eof) }
  }

  func start(_ topic: Topic, after position: Int64, _ broadcaster: Broadcaster) {
    loop.execute { [self] in
      guard let hub = broadcaster.hub(of: loop) else { return ended.fail(ChannelError.eof) }
      subscriber = Subscriber(
        topic: topic, reader: UserID("reader"), after: position, hub: hub,
        broadcaster: broadcaster, sink: self)
      subscriber?.start()
    }
  }

  /// The connection has a pong of its own to write.
  func pong() {
    loop.execute { [self] in
      subscriber?.hold()
      write([0x8A, 0][...]) {}
    }
  }

  /// What the peer has received, when the stream has ended.
  func received() async throws -> FrameReader {
    try await ended.futureResult.get()
    timeout.cancel()
    try await loop.submit { [self] in subscriber?.stop() }.get()
    if let peer { reader.append(await peer.received()) }
    return reader
  }

  /// How many ends of tasks the peer has received so far.
  func endsReceived() async throws -> Int {
    try await loop.submit { [self] in reader.completed }.get()
  }

  // MARK: - EventSink

  var isIdle: Bool { pending.isEmpty }

  func write(_ bytes: ArraySlice<UInt8>, onWritten: @escaping () -> Void) {
    pending.append((bytes, onWritten))
    schedule()
  }

  func streamEnded() {
    ends += 1
    ended.succeed()
  }

  func streamFailed() {
    failures += 1
    ended.fail(ChannelError.eof)
  }

  private func schedule() {
    guard !isScheduled else { return }
    isScheduled = true
    loop.execute { [self] in turn() }
  }

  private func turn() {
    isScheduled = false
    guard let first = pending.first else { return }
    guard Int.random(in: 0..<3, using: &generator) > 0 else { return schedule() }
    let taken = take(first.bytes)
    pending[0].bytes = first.bytes.dropFirst(taken)
    if pending[0].bytes.isEmpty { pending.removeFirst().onWritten() }
    if pending.isEmpty { subscriber?.release() } else { schedule() }
  }

  private func take(_ bytes: ArraySlice<UInt8>) -> Int {
    let count = Int.random(in: 1...bytes.count, using: &generator)
    // Also a short frame is sent in pieces: whoever sends in between breaks it.
    if let peer { return peer.send(bytes.prefix(count)) }
    reader.append(bytes.prefix(count))
    if awaitedEnds > 0, reader.completed == awaitedEnds { ended.succeed() }
    return count
  }
}
