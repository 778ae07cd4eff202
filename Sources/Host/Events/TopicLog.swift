import DequeModule

/// The recent frames of one topic, bounded in bytes; the oldest go first, and whoever needs those
/// reads the journal. What has been compressed of them comes on top of the bound: it is smaller,
/// and there are at most three sizes.
struct TopicLog {
  private struct Entry {
    let position: Int64
    let frame: [UInt8]
    let large: CompressibleFrame?
    let isTerminal: Bool
  }

  static let maximumBytes = 1 << 20

  private var entries = Deque<Entry>()
  private var bytes = 0
  /// Everything after this position is here; nil before the first event.
  private var base: Int64?
  private(set) var last: Int64?

  /// - Parameter previous: the position of the event before. Where that is not here, what is here is forgotten: readers
  ///   find what lies between in the journal.
  mutating func append(
    position: Int64, previous: Int64, frame: [UInt8], large: CompressibleFrame? = nil,
    isTerminal: Bool
  ) {
    if last != previous {
      self = TopicLog()
      base = previous
    }
    entries.append(
      Entry(position: position, frame: frame, large: large, isTerminal: isTerminal))
    bytes += frame.count
    last = position
    while bytes > Self.maximumBytes, entries.count > 1, let oldest = entries.popFirst() {
      bytes -= oldest.frame.count
      base = oldest.position
    }
  }

  /// The frames after a position; nil if they are not all here, an empty answer if there are none.
  func segment(after position: Int64, maximumBytes: Int) -> Segment? {
    guard let base, let last, position >= base else { return nil }
    var segment = Segment(previous: position, last: position, frames: [], isTerminal: false)
    guard position < last else { return segment }
    for entry in entries[firstIndex(after: position)...] {
      segment.append(entry.frame, entry.large)
      segment.last = entry.position
      segment.isTerminal = entry.isTerminal
      if segment.frames.count >= maximumBytes { break }
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
