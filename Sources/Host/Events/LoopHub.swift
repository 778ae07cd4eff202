import Glibc
import HermesCompression
import NIOCore
import Synchronization

/// The subscribers of one event loop.
///
/// A publication is sent to all of them in one pass of plain `send(2)` calls: going through each
/// channel's pipeline costs two to six times the CPU of the system call itself.
package final class LoopHub: @unchecked Sendable {
  // Proof for @unchecked: `audiences` and `pulse` are touched only on `loop`; all else is immutable or a Mutex.

  /// What the pass over the subscribers needs of each, side by side in memory.
  struct Slot {
    var descriptor: CInt
    /// Whether the subscriber has everything up to `position` and nothing waits to be written.
    var isLive: Bool
    var position: Int64
    unowned let subscriber: Subscriber
  }

  struct LoopTopic {
    var slots = ContiguousArray<Slot>()
    /// The newest position that has passed through this hub.
    var last: Int64 = 0
  }

  private struct Inbox: Sendable {
    var segments: [(Topic, Segment)] = []
    var isScheduled = false
  }

  let index: Int
  package let loop: any EventLoop
  /// Only on `loop`.
  package let pulse: Pulse
  private let inbox = Mutex(Inbox())
  private var audiences: [Audience: LoopTopic] = [:]

  /// More is not concatenated: what the kernel doesn't take at once has to be kept for the reader.
  private static let maximumSend = 256 << 10

  package static let sendFlags = CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT)

  private let metrics: StreamMetrics

  init(index: Int, loop: any EventLoop, metrics: StreamMetrics) {
    self.metrics = metrics
    self.index = index
    self.loop = loop
    pulse = Pulse(loop: loop)
  }

  /// From any thread: one hop, however much is posted before the loop comes to it.
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
      if !follows || earlier.frames.count + segment.frames.count > Self.maximumSend {
        deliver(earlier, to: topic)
        merged[topic] = segment
      } else {
        merged[topic]?.append(segment)
      }
    }
    for (topic, segment) in merged { deliver(segment, to: topic) }
  }

  private func deliver(_ segment: Segment, to topic: Topic) {
    deliver(segment, to: Audience(topic: topic, window: nil))
    for window in DeflateWindow.allCases {
      deliver(segment, to: Audience(topic: topic, window: window))
    }
  }

  private func deliver(_ segment: Segment, to audience: Audience) {
    guard audiences[audience] != nil else { return }
    audiences[audience]?.last = segment.last
    let frames = segment.bytes(audience.window)
    var short: [(Subscriber, sent: Int)] = []
    var behind: [Subscriber] = []
    var receivers = 0
    frames.withUnsafeBytes { bytes in
      audiences[audience]?.slots.withUnsafeMutableBufferPointer { slots in
        for index in slots.indices where slots[index].isLive {
          guard slots[index].position == segment.previous else {
            if slots[index].position < segment.last { behind.append(slots[index].subscriber) }
            continue
          }
          // Without a descriptor (TLS) everything is left to the channel, as after a short send.
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
    count(segment, of: frames.count, to: receivers)
    // Outside the pass: these may add and remove slots.
    for (subscriber, sent) in short {
      subscriber.finish(frames[sent...], isTerminal: segment.isTerminal)
    }
    for subscriber in behind { subscriber.fallBehind() }
    if segment.isTerminal { endLive(audience, at: segment.last) }
  }

  /// What was handed over, once for each receiver.
  func count(_ segment: Segment, of bytes: Int, to receivers: Int) {
    guard receivers > 0 else { return }
    metrics.deliveries.add(segment.count * receivers)
    metrics.deliveredBytes.add(bytes * receivers)
    metrics.merged.add(segment.merged * receivers)
  }

  private func endLive(_ audience: Audience, at position: Int64) {
    let ended = audiences[audience]?.slots.filter { $0.isLive && $0.position == position }
    for slot in ended ?? [] { slot.subscriber.reachedEnd() }
  }

  // MARK: - Slots, on the loop

  func add(_ subscriber: Subscriber) -> Int {
    loop.preconditionInEventLoop()
    var topic = audiences[subscriber.audience] ?? LoopTopic()
    topic.slots.append(
      Slot(
        descriptor: subscriber.descriptor, isLive: false, position: subscriber.position,
        subscriber: subscriber))
    audiences[subscriber.audience] = topic
    return topic.slots.count - 1
  }

  func remove(_ subscriber: Subscriber) {
    loop.preconditionInEventLoop()
    guard var slots = audiences[subscriber.audience]?.slots, slots.indices.contains(subscriber.slot)
    else {
      return
    }
    audiences[subscriber.audience]?.slots = []
    slots.swapAt(subscriber.slot, slots.count - 1)
    slots.removeLast()
    if subscriber.slot < slots.count { slots[subscriber.slot].subscriber.slot = subscriber.slot }
    audiences[subscriber.audience]?.slots = slots
    if slots.isEmpty { audiences[subscriber.audience] = nil }
  }

  /// The newest position of a topic that has passed through here.
  func last(_ audience: Audience) -> Int64 { audiences[audience]?.last ?? 0 }

  func position(of subscriber: Subscriber) -> Int64 {
    audiences[subscriber.audience]?.slots[subscriber.slot].position ?? subscriber.position
  }

  func setLive(_ subscriber: Subscriber, _ isLive: Bool, at position: Int64) {
    audiences[subscriber.audience]?.slots[subscriber.slot].isLive = isLive
    audiences[subscriber.audience]?.slots[subscriber.slot].position = position
  }
}
