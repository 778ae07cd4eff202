import HermesContract
import NIOCore

/// Where a subscriber's bytes go: a connection on its event loop. All on that loop.
package protocol EventSink: AnyObject {
  /// The socket for direct sends, or -1 if the connection can't be written around (TLS).
  var descriptor: CInt { get }
  /// How events are written on it; the same all the time.
  var encoding: any EventEncoding { get }
  /// Whether nothing waits to be written: only then may others send on `descriptor`.
  var isIdle: Bool { get }
  /// Writes whole events, or the rest of one that was begun on `descriptor`, in order;
  /// `onWritten` is called on the loop when the kernel has taken all of it, not if the connection
  /// ends before.
  func write(_ bytes: ArraySlice<UInt8>, onWritten: @escaping () -> Void)
  /// The last event of the stream has been taken by the kernel.
  func streamEnded()
  /// The journal could not be read.
  func streamFailed()
  /// Before each page of history: whether it may be read now. If not, `release` says when.
  func mayRead() -> Bool
  /// Everything that there is has been read; `mayRead` is asked again before more is.
  func isLevel()
}

/// A connection with one stream reads whenever it can.
extension EventSink {
  package func mayRead() -> Bool { true }
  package func isLevel() {}
}

/// One follower of a topic: reads history until it is level with what is live, then is live, and
/// goes back to reading whenever its connection can't take more at once.
///
/// There is no queue per subscriber: what waits is at most one segment that the kernel has not
/// taken yet, and everything after it is read again from memory or the journal. All on the loop of
/// its hub.
package final class Subscriber: @unchecked Sendable {
  // Proof for @unchecked: every mutable field is touched only on `hub.loop`.
  let topic: Topic
  let encoding: any EventEncoding
  private let reader: UserID
  let descriptor: CInt
  package private(set) var position: Int64
  var slot = 0
  private let hub: LoopHub
  private let broadcaster: Broadcaster
  private weak var sink: (any EventSink)?
  private var isAttached = false
  private var phase = Phase.reading
  /// From the moment that the kernel does not take what is sent live until this is level again. One
  /// that only begins late is not behind: it gets every event as it was.
  private var isBehind = false
  private var reading: Task<Void, Never>?
  /// What had passed through the hub when the read was begun that found nothing more.
  private var passedBefore: Int64 = 0

  private enum Phase {
    /// Level with the topic: its hub sends to it directly.
    case live
    /// A page of history is being read.
    case reading
    /// The connection has bytes that the kernel has not taken yet.
    case writing
    /// Level, but the connection has something else to write first.
    case held
  }

  /// - Parameters:
  ///   - reader: who follows, and whose turn at the database each page takes.
  ///   - position: the position after which to begin.
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

  /// Begins. On the loop.
  package func start() {
    // Registered before the first read: what is published during the read is then noticed.
    broadcaster.attach(topic, hub: hub.index)
    slot = hub.add(self)
    isAttached = true
    catchUp()
  }

  /// Ends. On the loop; before the descriptor is closed or reused.
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
    // Not awaited by anybody: it ends with one read, which nobody begins for a closed connection.
    reading = Task { [broadcaster, topic, encoding, reader] in
      let result: Result<Segment, any Error>
      do {
        let segment = try await broadcaster.stored(
          topic, after: position, for: reader, isMerging: isMerging)
        // Here and not on the loop, which others wait for: the segment keeps what is made of it.
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

  /// Writes a page of history and goes on, or turns live if there was nothing more.
  private func receive(_ segment: Segment) {
    guard !segment.isEmpty else {
      // Published while this was being read: not level yet. What had passed before is gone if it is not found.
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

  /// Writes `bytes` through the connection and goes on from `position` when they are gone.
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

  /// The connection has something else to write first: nothing is sent around it until `release`.
  package func hold() {
    guard isAttached, phase == .live else { return }
    phase = .held
    position = hub.position(of: self)
    hub.setLive(self, isLive: false, at: position)
  }

  package func release() {
    if phase == .held { catchUp() }
  }

  /// A publication came that does not follow what this one has.
  func fallBehind() {
    position = hub.position(of: self)
    hub.setLive(self, isLive: false, at: position)
    catchUp()
  }

  func reachedEnd() { sink?.streamEnded() }
}
