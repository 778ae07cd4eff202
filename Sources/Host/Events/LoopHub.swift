import Glibc
import NIOCore
import Synchronization

/// The subscribers of one event loop.
///
/// A publication is sent to all of them in one pass of plain `send(2)` calls: going through each
/// channel's pipeline costs two to six times the CPU of the system call itself.
package final class LoopHub: @unchecked Sendable {
  // Proof for @unchecked: `topics` and `pulse` are touched only on `loop`; all else is immutable or a Mutex.

  /// What the pass needs from each subscriber, contiguous in memory.
  struct Slot {
    var descriptor: CInt
    /// Whether the subscriber has everything up to `position` and no pending output.
    var isLive: Bool
    var position: Int64
    /// Retained until it is removed: a connection that failed without stopping its subscriber is
    /// sent to once more.
    let subscriber: Subscriber
  }

  /// The subscribers of a topic on this loop that are sent the same bytes.
  private struct Audience {
    let encoding: any EventEncoding
    var slots = ContiguousArray<Slot>()
  }

  private struct LoopTopic {
    var audiences: [Audience] = []
    /// The newest position that has passed through this hub; 0 before the first.
    var last: Int64 = 0

    func audience(of encoding: any EventEncoding) -> Int? {
      audiences.firstIndex { $0.encoding === encoding }
    }

    /// - Returns: the index of the slot in its audience.
    mutating func add(_ slot: Slot, encoding: any EventEncoding) -> Int {
      let known = audience(of: encoding)
      if known == nil { audiences.append(Audience(encoding: encoding)) }
      let index = known ?? audiences.endIndex - 1
      audiences[index].slots.append(slot)
      return audiences[index].slots.count - 1
    }
  }

  private struct Inbox: Sendable {
    var segments: [(Topic, Segment)] = []
    var isScheduled = false
  }

  let index: Int
  /// The event loop that the hub belongs to.
  package let loop: any EventLoop
  /// Only on `loop`.
  package let pulse: Pulse
  private let inbox = Mutex(Inbox())
  private var topics: [Topic: LoopTopic] = [:]

  /// Larger publications are not concatenated: what the kernel does not accept immediately would
  /// have to be kept for each reader.
  private static let maximumSend = 256 << 10

  /// Neither SIGPIPE nor waiting.
  package static let sendFlags = CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT)

  private let metrics: StreamMetrics

  init(index: Int, loop: any EventLoop, metrics: StreamMetrics) {
    self.metrics = metrics
    self.index = index
    self.loop = loop
    pulse = Pulse(loop: loop)
  }

  /// Any thread. Makes one hop, however much is posted before the loop gets to it.
  func post(_ segments: [(Topic, Segment)]) {
    let schedules = inbox.withLock { inbox in
      inbox.segments.append(contentsOf: segments)
      defer { inbox.isScheduled = true }
      return !inbox.isScheduled
    }
    if schedules { loop.execute { [self] in drain() } }
  }

  private func drain() {
    let segments = inbox.withLock { inbox in
      defer { inbox = Inbox() }
      return inbox.segments
    }
    var merged: [Topic: Segment] = [:]
    for (topic, segment) in segments {
      guard let earlier = merged[topic] else {
        merged[topic] = segment
        continue
      }
      let follows = segment.previous == earlier.last
      if !follows || earlier.byteCount + segment.byteCount > Self.maximumSend {
        deliver(earlier, to: topic)
        merged[topic] = segment
      } else {
        merged[topic]?.append(segment)
      }
    }
    for (topic, segment) in merged { deliver(segment, to: topic) }
  }

  private func deliver(_ segment: Segment, to topic: Topic) {
    guard let encodings = topics[topic]?.audiences.map(\.encoding) else { return }
    topics[topic]?.last = segment.last
    for encoding in encodings { deliver(segment, to: topic, encoding: encoding) }
  }

  private func deliver(_ segment: Segment, to topic: Topic, encoding: any EventEncoding) {
    // Earlier sends may have closed connections, and removed an audience with them.
    guard let audience = topics[topic]?.audience(of: encoding) else { return }
    let message = segment.bytes(encoding)
    var short: [(Subscriber, sent: Int)] = []
    var behind: [Subscriber] = []
    var receivers = 0
    message.withUnsafeBytes { bytes in
      topics[topic]?.audiences[audience].slots.withUnsafeMutableBufferPointer { slots in
        for index in slots.indices where slots[index].isLive {
          guard slots[index].position == segment.previous else {
            if slots[index].position < segment.last { behind.append(slots[index].subscriber) }
            continue
          }
          // Without a descriptor (TLS) everything goes through the channel, as after a short send.
          let sent =
            slots[index].descriptor < 0
            ? 0 : send(slots[index].descriptor, bytes.baseAddress, bytes.count, Self.sendFlags)
          slots[index].position = segment.last
          receivers += 1
          if sent != bytes.count {
            slots[index].isLive = false
            short.append((slots[index].subscriber, max(0, sent)))
          }
        }
      }
    }
    count(segment, of: message.count, to: receivers)
    // After the pass, because these may add and remove slots.
    for (subscriber, sent) in short {
      subscriber.finish(message[sent...], isTerminal: segment.isTerminal)
    }
    for subscriber in behind { subscriber.fallBehind() }
    if segment.isTerminal { endLive(topic, encoding: encoding, at: segment.last) }
  }

  /// Counts what was handed over, once for each receiver.
  func count(_ segment: Segment, of bytes: Int, to receivers: Int) {
    guard receivers > 0 else { return }
    metrics.deliveries.add(segment.events.count * receivers)
    metrics.deliveredBytes.add(bytes * receivers)
    metrics.merged.add(segment.merged * receivers)
  }

  private func endLive(_ topic: Topic, encoding: any EventEncoding, at position: Int64) {
    guard let audience = topics[topic]?.audience(of: encoding) else { return }
    let ended = topics[topic]?.audiences[audience].slots.filter {
      $0.isLive && $0.position == position
    }
    for slot in ended ?? [] { slot.subscriber.reachedEnd() }
  }

  // MARK: - Slots, on the loop

  func add(_ subscriber: Subscriber) -> Int {
    loop.preconditionInEventLoop()
    let slot = Slot(
      descriptor: subscriber.descriptor, isLive: false, position: subscriber.position,
      subscriber: subscriber)
    return topics[subscriber.topic, default: LoopTopic()].add(slot, encoding: subscriber.encoding)
  }

  func remove(_ subscriber: Subscriber) {
    loop.preconditionInEventLoop()
    withAudience(of: subscriber) { audience in
      guard audience.slots.indices.contains(subscriber.slot) else { return }
      audience.slots.swapAt(subscriber.slot, audience.slots.count - 1)
      audience.slots.removeLast()
      if subscriber.slot < audience.slots.count {
        audience.slots[subscriber.slot].subscriber.slot = subscriber.slot
      }
    }
    topics[subscriber.topic]?.audiences.removeAll(where: \.slots.isEmpty)
    if topics[subscriber.topic]?.audiences.isEmpty == true { topics[subscriber.topic] = nil }
  }

  /// The newest position of a topic that has passed through this hub.
  func lastPosition(of topic: Topic) -> Int64 { topics[topic]?.last ?? 0 }

  func position(of subscriber: Subscriber) -> Int64 {
    withAudience(of: subscriber) { $0.slots[subscriber.slot].position } ?? subscriber.position
  }

  func setLive(_ subscriber: Subscriber, isLive: Bool, at position: Int64) {
    withAudience(of: subscriber) { audience in
      audience.slots[subscriber.slot].isLive = isLive
      audience.slots[subscriber.slot].position = position
    }
  }

  /// - Returns: nil for a subscriber that is not registered here.
  @discardableResult
  private func withAudience<Result>(
    of subscriber: Subscriber, _ body: (inout Audience) -> Result
  ) -> Result? {
    guard let index = topics[subscriber.topic]?.audience(of: subscriber.encoding) else {
      return nil
    }
    return body(&topics[subscriber.topic, default: LoopTopic()].audiences[index])
  }
}
