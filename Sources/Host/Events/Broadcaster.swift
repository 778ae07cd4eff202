import HermesContract
import NIOCore
import Synchronization

/// Passes committed events to their followers. The live events of a task or user arrive without
/// gaps: a follower that misses the event before reads the journal. Publishing waits for no
/// subscriber: it makes at most one hop per event loop, and a subscriber that cannot keep up reads
/// the journal instead.
package final class Broadcaster: Sendable {
  fileprivate struct State: Sendable {
    var topics: [Topic: TopicState] = [:]
    var lastListener: UInt64 = 0
  }

  fileprivate struct TopicState: Sendable {
    var log = TopicLog()
    /// How many subscribers each hub has, by its index.
    var subscribers: [Int: Int] = [:]
    /// Followers that read the store themselves.
    var listeners: [UInt64: AsyncStream<Void>.Continuation] = [:]
    /// Whether it has neither subscribers nor listeners.
    var isUnheard: Bool { subscribers.isEmpty && listeners.isEmpty }
    var hasEnded = false
    /// Its newest event asks a person a question, which may take days to answer.
    var isAsking = false
  }

  static let pageBytes = 64 << 10
  /// The page size when many events are merged.
  private static let mergedPageBytes = 256 << 10

  private let state = Mutex(State())
  private let pages = HistoryPages()
  /// Limits each reader's concurrent database reads, so that a user with hundreds of streams does
  /// not delay others.
  private let turns = UserTurns()
  private let hubs: [LoopHub]
  private let store: any EventHistory
  private let publicPath: PublicPath
  /// Counts what the streams do.
  package let metrics: StreamMetrics

  /// - Parameters:
  ///   - loops: the event loops whose connections may subscribe.
  ///   - store: where older events are read.
  ///   - publicPath: precedes the paths in links.
  package init(
    eventLoops: any EventLoopGroup, store: any EventHistory,
    metrics: StreamMetrics = StreamMetrics(), publicPath: PublicPath = .none
  ) {
    self.publicPath = publicPath
    self.store = store
    self.metrics = metrics
    hubs = eventLoops.makeIterator().enumerated().map {
      LoopHub(index: $0, loop: $1, metrics: metrics)
    }
  }

  /// - Returns: the hub of one of the event loops passed to the initialiser; nil for any other
  ///   loop.
  package func hub(of loop: any EventLoop) -> LoopHub? { hubs.first { $0.loop === loop } }

  // MARK: - Publishing, on the journal's thread

  func publish(_ events: [CommittedEvent]) {
    guard !events.isEmpty else { return }
    // Nothing but links is encoded on the journal's thread: the first reader that needs a form
    // encodes it.
    let events = events.map { PublishedEvent($0, under: publicPath) }
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
        // A topic that is named twice is announced once.
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

  /// Yields when events of a topic are published, for followers that read the store at their own
  /// pace. Finishes when no more will come (`finish`). Pending changes count as one.
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

  /// Nothing more is published for a topic, because its task was deleted.
  package func finish(_ topic: Topic) {
    pages.forgetAll()
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
  ///   - isMerging: whether lossy events are merged, for a reader that has fallen behind.
  func stored(
    _ topic: Topic, after position: Int64, for reader: UserID, isMerging: Bool = false
  ) async throws -> Segment {
    let key = HistoryPages.Key(topic: topic, position: position, isMerging: isMerging)
    return try await pages.page(key) {
      try await turns.taken(by: reader) {
        // The client may have left while others of the same user were served.
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
      let published = PublishedEvent(event, under: publicPath)
      switch topic {
      case .task: segment.append(published, at: event.seq, isTerminal: event.type.isTerminal)
      case .user: segment.append(published, at: event.cursor, isTerminal: false)
      }
    }
    return segment
  }
}

extension Broadcaster.TopicState {
  /// Adds an event to the log, and to the delivery of every hub that has a subscriber.
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

  /// The log of a running task is kept for later followers, unless the task waits for a person.
  fileprivate func isDisposable(_ topic: Topic) -> Bool {
    switch topic {
    case .user: true
    case .task: hasEnded || isAsking || log.last == nil
    }
  }
}

extension Broadcaster.State {
  /// Drops the log of a task that has ended or waits, if no one follows it.
  fileprivate mutating func noteEvent(_ type: EventType, of topic: Topic) {
    topics[topic]?.isAsking = type == .inputRequired
    guard type.isTerminal || type == .inputRequired else { return }
    if type.isTerminal { topics[topic]?.hasEnded = true }
    if topics[topic]?.isUnheard == true { topics[topic] = nil }
  }
}
