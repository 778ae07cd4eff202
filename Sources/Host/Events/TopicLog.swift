import DequeModule

/// The recent events of a topic. Bounded by the size of their JSON; the oldest are dropped first,
/// and readers that need those use the journal. Encoded forms are not counted.
struct TopicLog {
  private struct Entry {
    let position: Int64
    let event: PublishedEvent
    let isTerminal: Bool
    var bytes: Int { event.event.json.count }
  }

  static let maximumBytes = 1 << 20

  private var entries = Deque<Entry>()
  private var bytes = 0
  /// All events after this position are here; nil before the first event.
  private var base: Int64?
  private(set) var last: Int64?

  /// - Parameter previous: the position of the event before. If that event is missing, the log is
  ///   cleared: readers find the events in between in the journal.
  mutating func append(
    _ event: PublishedEvent, at position: Int64, after previous: Int64, isTerminal: Bool
  ) {
    if last != previous {
      self = TopicLog()
      base = previous
    }
    let entry = Entry(position: position, event: event, isTerminal: isTerminal)
    entries.append(entry)
    bytes += entry.bytes
    last = position
    while bytes > Self.maximumBytes, entries.count > 1, let oldest = entries.popFirst() {
      bytes -= oldest.bytes
      base = oldest.position
    }
  }

  /// The events after a position; nil if some of them are missing, empty if there are none.
  func segment(after position: Int64, maximumBytes: Int) -> Segment? {
    guard let base, let last, position >= base else { return nil }
    var segment = Segment(after: position)
    guard position < last else { return segment }
    for entry in entries[firstIndex(after: position)...] {
      segment.append(entry.event, at: entry.position, isTerminal: entry.isTerminal)
      if segment.byteCount >= maximumBytes { break }
    }
    return segment
  }

  private func firstIndex(after position: Int64) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].position <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
