import DequeModule

/// Whose turn it is to read history, where several streams share one connection: one at a time, in
/// the order in which they asked, so that the connection holds one page and not one of each.
package struct ReadingTurn<ID: Hashable> {
  private var holder: ID?
  /// The holder was given the turn by `next` and has not begun.
  private var isFresh = false
  private var waiting = Deque<ID>()

  package init() {}

  /// Asks for the turn. Whoever has it and asks again goes behind those who wait.
  /// - Returns: whether to read now; otherwise `next` names the asker later.
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

  /// The asker has read everything, or is gone.
  package mutating func leave(_ id: ID) {
    if holder == id { holder = nil }
    waiting.removeAll { $0 == id }
  }

  /// Gives a free turn to who has waited longest.
  package mutating func next() -> ID? {
    guard holder == nil, let first = waiting.popFirst() else { return nil }
    holder = first
    isFresh = true
    return first
  }

  package var isWaitedFor: Bool { holder == nil && !waiting.isEmpty }
}
