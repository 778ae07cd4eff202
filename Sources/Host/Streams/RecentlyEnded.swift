import DequeModule

/// Remembers what ended most recently, so that a caller that looked something up just before it
/// ended and starts using it just after can still be told.
struct RecentlyEnded<ID: Hashable & Sendable>: Sendable {
  /// Far more than can end between a look-up and its use.
  static var capacity: Int { 4096 }

  private var order = Deque<ID>()
  private var ids: Set<ID> = []

  func contains(_ id: ID) -> Bool { ids.contains(id) }

  /// It did not end after all.
  mutating func remove(_ id: ID) {
    guard ids.remove(id) != nil else { return }
    order.removeAll { $0 == id }
  }

  mutating func insert(_ id: ID) {
    guard ids.insert(id).inserted else { return }
    order.append(id)
    if order.count > Self.capacity, let oldest = order.popFirst() { ids.remove(oldest) }
  }
}
