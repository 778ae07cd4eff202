import HermesContract
import NIOCore

/// The destination of a subscriber's bytes: a connection on its event loop. All calls are on that
/// loop.
package protocol EventSink: AnyObject {
  /// The socket for direct sends, or -1 if the pipeline cannot be bypassed (TLS).
  var descriptor: CInt { get }
  /// How events are written; constant for the connection.
  var encoding: any EventEncoding { get }
  /// Whether no output is pending: only then may others send on `descriptor`.
  var isIdle: Bool { get }
  /// Writes whole events, or the rest of one that was begun on `descriptor`, in order. `onWritten`
  /// is called on the loop once the kernel has accepted all of it, and not if the connection ends
  /// before.
  func write(_ bytes: ArraySlice<UInt8>, onWritten: @escaping () -> Void)
  /// The kernel has accepted the last event of the stream.
  func streamEnded()
  /// The journal could not be read.
  func streamFailed()
  /// Asked before each page of history. After false, `release` signals that reading may continue.
  func mayRead() -> Bool
  /// Everything available has been read; `mayRead` is asked again before the next read.
  func isLevel()
}

/// A connection with a single stream may always read.
extension EventSink {
  package func mayRead() -> Bool { true }
  package func isLevel() {}
}

/// A follower of a topic. It reads history until it has caught up, is then sent live events
/// directly, and returns to reading whenever its connection cannot accept more.
///
/// There is no queue per subscriber: at most one segment waits for the kernel, and everything
/// after it is read again from memory or the journal. Use on its hub's loop only.
package final class Subscriber: @unchecked Sendable {
  // Proof for @unchecked: every mutable field is touched only on `hub.loop`.
  let topic: Topic
  let encoding: any EventEncoding
  private let reader: UserID
  let descriptor: CInt
  /// The position of the last event that was sent.
  package private(set) var position: Int64
  var slot = 0
  private let hub: LoopHub
  private let broadcaster: Broadcaster
  private weak var sink: (any EventSink)?
  private var isAttached = false
  private var phase = Phase.reading
  /// Set from the moment the kernel refuses live events until it has caught up again. A subscriber
  /// that merely starts late is not behind: it receives every event unmerged.
  private var isBehind = false
  private var reading: Task<Void, Never>?
  /// What had passed through the hub when the last read started that found nothing.
  private var passedBefore: Int64 = 0

  private enum Phase {
    /// Caught up: the hub sends to it directly.
    case live
    /// A page of history is being read.
    case reading
    /// The connection has bytes that the kernel has not accepted yet.
    case writing
    /// Caught up, but the connection has to write something else first.
    case held
  }

  /// - Parameters:
  ///   - reader: who follows, and takes a turn at the database for each page.
  ///   - position: the position after which to start.
  package init(
    topic: Topic, reader: UserID, after position: Int64, hub: LoopHub, broadcaster: Broadcaster,
    sink: any EventSink
  ) {
    self.topic = topic
    encoding = sink.encoding
    self.reader = reader
    self.position = position
    self.hub = hub
    self.broadcaster = broadcaster
    self.sink = sink
    descriptor = sink.descriptor
  }

  /// Starts. On the loop.
  package func start() {
    // Registered before the first read, so that anything published during the read is noticed.
    broadcaster.attach(topic, hub: hub.index)
    slot = hub.add(self)
    isAttached = true
    catchUp()
  }

  /// Ends. On the loop, before the descriptor is closed or reused.
  package func stop() {
    guard isAttached else { return }
    isAttached = false
    reading?.cancel()
    position = max(position, hub.position(of: self))
    hub.remove(self)
    broadcaster.detach(topic, hub: hub.index)
  }

  private func catchUp() {
    guard isAttached else { return }
    guard sink?.mayRead() ?? true else {
      phase = .held
      return
    }
    phase = .reading
    passedBefore = hub.lastPosition(of: topic)
    if !isBehind,
      let segment = broadcaster.recent(topic, after: position, maximumBytes: Broadcaster.pageBytes)
    {
      return receive(segment)
    }
    let position = position
    let isMerging = isBehind
    let loop = hub.loop
    // Not awaited: it ends after one read, and a closed connection starts no other.
    reading = Task { [broadcaster, topic, encoding, reader] in
      let result: Result<Segment, any Error>
      do {
        let segment = try await broadcaster.stored(
          topic, after: position, for: reader, isMerging: isMerging)
        // Encoded here rather than on the loop, which others are waiting for; the segment keeps the
        // result.
        _ = segment.bytes(encoding)
        result = .success(segment)
      } catch { result = .failure(error) }
      loop.execute { [self] in
        reading = nil
        guard isAttached else { return }
        switch result {
        case .success(let segment): receive(segment)
        case .failure: sink?.streamFailed()
        }
      }
    }
  }

  /// Writes a page of history and continues, or switches to live events if there was nothing left.
  private func receive(_ segment: Segment) {
    guard !segment.isEmpty else {
      // Something was published during this read, so it has not caught up yet. Events that had
      // passed before and are not found were deleted.
      if hub.lastPosition(of: topic) > max(position, passedBefore) { return catchUp() }
      let isIdle = sink?.isIdle == true
      phase = isIdle ? .live : .held
      isBehind = isBehind && !isIdle
      if isIdle { hub.setLive(self, isLive: true, at: position) }
      sink?.isLevel()
      return
    }
    position = segment.last
    let bytes = segment.bytes(encoding)
    hub.count(segment, of: bytes.count, to: 1)
    finish(bytes[...], isTerminal: segment.isTerminal)
  }

  /// Writes `bytes` through the connection, and continues from `position` once they are sent.
  func finish(_ bytes: ArraySlice<UInt8>, isTerminal: Bool) {
    let wasLive = phase == .live
    phase = .writing
    position = max(position, hub.position(of: self))
    sink?.write(bytes) { [weak self] in
      guard let self, isAttached else { return }
      if isTerminal { reachedEnd() } else { catchUp() }
    }
    if wasLive, sink?.isIdle == false { isBehind = true }
  }

  /// The connection has to write something else first: nothing is sent past it until `release`.
  package func hold() {
    guard isAttached, phase == .live else { return }
    phase = .held
    position = hub.position(of: self)
    hub.setLive(self, isLive: false, at: position)
  }

  /// Continues after `hold`.
  package func release() {
    if phase == .held { catchUp() }
  }

  /// A publication arrived that does not follow the last event of this subscriber.
  func fallBehind() {
    position = hub.position(of: self)
    hub.setLive(self, isLive: false, at: position)
    catchUp()
  }

  func reachedEnd() { sink?.streamEnded() }
}
