import DequeModule

/// Serialises reads of history for streams that share a connection: one at a time, in the order in
/// which they asked, so that the connection holds one page rather than one per stream.
package struct ReadingTurn<ID: Hashable> {
  private var holder: ID?
  /// The holder was given the turn by `next` and has not started.
  private var isFresh = false
  private var waiting = Deque<ID>()

  /// Nobody holds the turn.
  package init() {}

  /// Requests the turn. A holder that asks again moves to the end of the line.
  /// - Returns: whether to read now; otherwise `next` returns the stream later.
  package mutating func claim(_ id: ID) -> Bool {
    if holder == id {
      if isFresh || waiting.isEmpty {
        isFresh = false
        return true
      }
      holder = nil
    } else if holder == nil, waiting.isEmpty {
      holder = id
      return true
    }
    if !waiting.contains(id) { waiting.append(id) }
    return false
  }

  /// The stream has read everything, or has ended.
  package mutating func leave(_ id: ID) {
    if holder == id { holder = nil }
    waiting.removeAll { $0 == id }
  }

  /// Gives a free turn to the stream that has waited longest.
  package mutating func next() -> ID? {
    guard holder == nil, let first = waiting.popFirst() else { return nil }
    holder = first
    isFresh = true
    return first
  }

  /// Whether the turn is free and a stream waits for it.
  package var isWaitedFor: Bool { holder == nil && !waiting.isEmpty }
}
