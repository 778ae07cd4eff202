import DequeModule

/// Remembers the last things that ended. Whoever looked one up just before it ended, and begins to
/// use it just after, can still be told.
struct RecentlyEnded<ID: Hashable & Sendable>: Sendable {
  /// Far more than can end between a look-up and what follows it.
  static var capacity: Int { 4096 }

  private var order = Deque<ID>()
  private var ids: Set<ID> = []

  func contains(_ id: ID) -> Bool { ids.contains(id) }

  mutating func insert(_ id: ID) {
    guard ids.insert(id).inserted else { return }
    order.append(id)
    if order.count > Self.capacity, let oldest = order.popFirst() { ids.remove(oldest) }
  }
}
