/// Consecutive events of one topic.
struct Segment: Sendable {
  /// The position of the event before the first of these.
  var previous: Int64
  var last: Int64
  private(set) var events: [PublishedEvent] = []
  /// Of the events' JSON.
  private(set) var byteCount = 0
  /// Whether the last of these ends the task's stream.
  var isTerminal = false
  /// How many events went into others of these.
  var merged = 0
  /// What has been made of this, where several connections are sent the same.
  private var shared: SharedBytes?

  /// - Parameter isShared: whether several connections will ask for its bytes, each for itself.
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

  /// What an encoding usually adds to an event.
  private static let overhead = 16
}

/// What has been made of one segment, for those who have copies of it.
private final class SharedBytes: Sendable {
  let made = EncodingCache()
}
