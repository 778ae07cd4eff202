import HermesContract
import NIOCore
import Synchronization

/// Hands committed events to whoever follows them. Live events of a task or user follow each other without a hole:
/// whoever does not have the one before reads the journal. Nobody awaits a subscriber: per publish there is
/// at most one hop per event loop, and a subscriber that can't keep up reads the journal instead.
package final class Broadcaster: Sendable {
  fileprivate struct State: Sendable {
    var topics: [Topic: TopicState] = [:]
    var lastListener: UInt64 = 0
  }

  fileprivate struct TopicState: Sendable {
    var log = TopicLog()
    /// Subscribers by index of their hub.
    var subscribers: [Int: Int] = [:]
    /// Of those who read the store themselves.
    var listeners: [UInt64: AsyncStream<Void>.Continuation] = [:]
    /// Whether nobody wants to hear of it.
    var isUnheard: Bool { subscribers.isEmpty && listeners.isEmpty }
    var hasEnded = false
    /// Its newest event asks a person, who may take days.
    var isAsking = false
  }

  static let pageBytes = 64 << 10
  /// More is read at once where much of it is merged.
  private static let mergedPageBytes = 256 << 10

  private let state = Mutex(State())
  private let pages = HistoryPages()
  /// Of readers at the database: somebody with hundreds of streams is in nobody's way.
  private let turns = UserTurns()
  private let hubs: [LoopHub]
  private let store: any EventHistory
  package let metrics: StreamMetrics

  package init(
    eventLoops: any EventLoopGroup, store: any EventHistory,
    metrics: StreamMetrics = StreamMetrics()
  ) {
    self.store = store
    self.metrics = metrics
    hubs = eventLoops.makeIterator().enumerated().map {
      LoopHub(index: $0, loop: $1, metrics: metrics)
    }
  }

  /// - Returns: the hub of an event loop of the group that this was made with.
  package func hub(of loop: any EventLoop) -> LoopHub? { hubs.first { $0.loop === loop } }

  // MARK: - Publishing, on the journal's thread

  func publish(_ events: [CommittedEvent]) {
    guard !events.isEmpty else { return }
    // On the journal's thread nothing is encoded: whoever needs it first does that.
    let events = events.map(PublishedEvent.init)
    let (deliveries, listeners) = state.withLock { state in
      var deliveries: [[(Topic, Segment)]] = Array(repeating: [], count: hubs.count)
      var listeners: [AsyncStream<Void>.Continuation] = []
      for published in events {
        let event = published.event
        state.topics[.task(event.task), default: TopicState()].append(
          published, of: .task(event.task), at: event.seq, isTerminal: event.type.isTerminal,
          to: &deliveries)
        state.topics[.user(event.owner)]?.append(
          published, of: .user(event.owner), at: event.cursor, isTerminal: false, to: &deliveries)
        // One that is named twice is told once: it keeps one change.
        for topic in [Topic.task(event.task), .user(event.owner)] {
          if let heard = state.topics[topic]?.listeners, !heard.isEmpty {
            listeners += heard.values
          }
        }
        state.noteEvent(event.type, of: .task(event.task))
      }
      return (deliveries, listeners)
    }
    for listener in listeners { listener.yield() }
    for (hub, segments) in zip(hubs, deliveries) where !segments.isEmpty { hub.post(segments) }
  }

  // MARK: - Following

  func attach(_ topic: Topic, hub: Int) {
    state.withLock { $0.topics[topic, default: TopicState()].subscribers[hub, default: 0] += 1 }
  }

  func detach(_ topic: Topic, hub: Int) {
    state.withLock { state in
      guard var entry = state.topics[topic] else { return }
      let count = (entry.subscribers[hub] ?? 1) - 1
      entry.subscribers[hub] = count > 0 ? count : nil
      state.topics[topic] = entry
      if entry.isUnheard, entry.isDisposable(topic) { state.topics[topic] = nil }
    }
  }

  /// Yields when something of a topic is published, for those who read the store at their own pace, and finishes when
  /// nothing more will come (`finish`). Changes that nobody has taken yet count as one.
  package func changes(of topic: Topic) -> AsyncStream<Void> {
    let (changes, listener) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state in
      state.lastListener += 1
      state.topics[topic, default: TopicState()].listeners[state.lastListener] = listener
      return state.lastListener
    }
    listener.onTermination = { [weak self] _ in self?.forget(id, of: topic) }
    return changes
  }

  /// Nothing more is published of a topic: its task is deleted.
  package func finish(_ topic: Topic) {
    let listeners = state.withLock { $0.topics[topic].map { Array($0.listeners.values) } ?? [] }
    for listener in listeners { listener.finish() }
  }

  private func forget(_ listener: UInt64, of topic: Topic) {
    state.withLock { state in
      guard var entry = state.topics[topic] else { return }
      entry.listeners[listener] = nil
      state.topics[topic] = entry.isUnheard && entry.isDisposable(topic) ? nil : entry
    }
  }

  /// The next events after a position, if they are all in memory.
  func recent(_ topic: Topic, after position: Int64, maximumBytes: Int) -> Segment? {
    state.withLock { $0.topics[topic]?.log.segment(after: position, maximumBytes: maximumBytes) }
  }

  /// The next events after a position, from the journal.
  /// - Parameters:
  ///   - reader: whose turn it takes.
  ///   - isMerging: whether lossy ones are merged, for a reader that has fallen behind.
  func stored(
    _ topic: Topic, after position: Int64, for reader: UserID, isMerging: Bool = false
  ) async throws -> Segment {
    let key = HistoryPages.Key(topic: topic, position: position, isMerging: isMerging)
    return try await pages.page(key) {
      try await turns.taken(by: reader) {
        // A client may have gone while others of the same user were read for.
        try Task.checkCancellation()
        return try await readSegment(of: topic, after: position, isMerging: isMerging)
      }
    }
  }

  private func readSegment(
    of topic: Topic, after position: Int64, isMerging: Bool
  ) async throws -> Segment {
    let maximumBytes = isMerging ? Self.mergedPageBytes : Self.pageBytes
    var events =
      switch topic {
      case .task(let id):
        try await store.events(of: id, after: position, maximumBytes: maximumBytes)
      case .user(let id):
        try await store.events(owner: id, after: position, maximumBytes: maximumBytes)
      }
    metrics.pages.add()
    var segment = Segment(after: position, isShared: true)
    if isMerging {
      let count = events.count
      events = Coalescing.merge(events)
      segment.merged = count - events.count
    }
    for event in events {
      let published = PublishedEvent(event)
      switch topic {
      case .task: segment.append(published, at: event.seq, isTerminal: event.type.isTerminal)
      case .user: segment.append(published, at: event.cursor, isTerminal: false)
      }
    }
    return segment
  }
}

extension Broadcaster.TopicState {
  /// Adds one event to the log and to the delivery of every hub with a subscriber.
  fileprivate mutating func append(
    _ event: PublishedEvent, of topic: Topic, at position: Int64, isTerminal: Bool,
    to deliveries: inout [[(Topic, Segment)]]
  ) {
    let previous = position - 1
    log.append(event, at: position, after: previous, isTerminal: isTerminal)
    for hub in subscribers.keys {
      let open = deliveries[hub].last
      if open?.0 != topic || open?.1.last != previous {
        deliveries[hub].append((topic, Segment(after: previous)))
      }
      let end = deliveries[hub].count - 1
      deliveries[hub][end].1.append(event, at: position, isTerminal: isTerminal)
    }
  }

  /// A running task's log is kept for whoever comes next, unless it waits for a person.
  fileprivate func isDisposable(_ topic: Topic) -> Bool {
    switch topic {
    case .user: true
    case .task: hasEnded || isAsking || log.last == nil
    }
  }
}

extension Broadcaster.State {
  /// Drops the log of a task that has ended, or waits, and that nobody follows.
  fileprivate mutating func noteEvent(_ type: EventType, of topic: Topic) {
    topics[topic]?.isAsking = type == .inputRequired
    guard type.isTerminal || type == .inputRequired else { return }
    if type.isTerminal { topics[topic]?.hasEnded = true }
    if topics[topic]?.isUnheard == true { topics[topic] = nil }
  }
}
