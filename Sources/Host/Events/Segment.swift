/// Consecutive events of one topic.
struct Segment: Sendable {
  /// The position of the event before the first of these.
  var previous: Int64
  var last: Int64
  private(set) var events: [PublishedEvent] = []
  /// The size of the events' JSON.
  private(set) var byteCount = 0
  /// Whether the last of these events ends the task's stream.
  var isTerminal = false
  /// How many events were merged into others.
  var merged = 0
  /// The encoded forms, if several connections are sent the same segment.
  private var shared: SharedBytes?

  /// - Parameter isShared: whether several connections will each ask for the bytes.
  init(after position: Int64, isShared: Bool = false) {
    previous = position
    last = position
    shared = isShared ? SharedBytes() : nil
  }

  var isEmpty: Bool { events.isEmpty }

  mutating func append(_ event: PublishedEvent, at position: Int64, isTerminal: Bool) {
    events.append(event)
    byteCount += event.event.json.count
    last = position
    self.isTerminal = isTerminal
  }

  mutating func append(_ next: Segment) {
    events += next.events
    byteCount += next.byteCount
    last = next.last
    isTerminal = next.isTerminal
    merged += next.merged
  }

  /// What connections of this kind are sent.
  func bytes(_ encoding: any EventEncoding) -> [UInt8] {
    shared?.made.bytes(for: encoding, make: { encoded(encoding) }) ?? encoded(encoding)
  }

  private func encoded(_ encoding: any EventEncoding) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount + events.count * Self.overhead)
    for event in events { encoding.append(event, to: &bytes) }
    return bytes
  }

  /// What an encoding usually adds to an event, in bytes.
  private static let overhead = 16
}

/// The encoded forms of a segment, shared by its copies.
private final class SharedBytes: Sendable {
  let made = EncodingCache()
}
