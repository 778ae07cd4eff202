import HermesCompression
import HermesContract
import NIOCore
import NIOPosix
import Testing

@testable import HermesEvents

@Suite(.timeLimit(.minutes(2)))
struct SubscriberTests {
  private struct Follower {
    let sink: FakeSink
    let topic: Topic
    let after: Int64
    /// The step of the publisher at which it comes.
    let step: Int
  }

  private static let steps = 30

  /// Three tasks are published at once, and followers come at any time, at any position.
  @Test(
    "History and live events meet without gap or duplicate, however slow the reader",
    arguments: 0..<8)
  func seam(seed: Int) async throws {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let bench = try await JournalBench(eventLoops: loops)
    var generator = Seeded(UInt64(seed))
    var tasks: [TaskID] = []
    for _ in 0..<3 { tasks.append(try await bench.create().id) }
    var followers: [Follower] = []
    for index in 0..<24 {
      let onUser = index % 4 == 0
      let sink = try FakeSink(
        onUser || index % 2 == 0 ? .channel : .socket, loop: loops.next(),
        window: [nil, .large, nil, .small, .large][index % 5],
        awaitedEnds: onUser ? tasks.count : 0, seed: generator.next())
      followers.append(
        Follower(
          sink: sink,
          topic: onUser ? .user(bench.user.id) : .task(tasks[index % tasks.count]),
          after: Int64.random(in: 0...2, using: &generator),
          step: .random(in: 0...Self.steps, using: &generator)))
    }
    // Most runs stay in memory; in some, events are evicted from it and read from the database.
    try await publish(
      tasks, followers, bench, largest: seed % 4 == 3 ? 20_000 : 1000, seed: generator.next())
    for follower in followers { try await check(follower, bench) }
    try await bench.stop()
    try await loops.shutdownGracefully()
  }

  private func publish(
    _ tasks: [TaskID], _ followers: [Follower], _ bench: JournalBench, largest: Int, seed: UInt64
  ) async throws {
    try await withThrowingTaskGroup { group in
      for (number, task) in tasks.enumerated() {
        group.addTask {
          var generator = Seeded(seed &+ UInt64(number))
          for step in 0...Self.steps {
            for (index, follower) in followers.enumerated() {
              guard index % tasks.count == number else { continue }
              if follower.step == step {
                follower.sink.start(follower.topic, after: follower.after, bench.broadcaster)
              }
              if follower.step <= step, Bool.random(using: &generator) { follower.sink.pong() }
            }
            let drafts = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
              EventDraft(
                .artifactDelta,
                message: String(repeating: "é", count: .random(in: 0...largest, using: &generator)))
            }
            let entry = JournalEntry(task: task, owner: bench.user.id, events: drafts)
            if Bool.random(using: &generator) {
              try await bench.journal.append(entry)
            } else {
              bench.journal.enqueue(entry) { _ in }
            }
          }
          try await bench.append(task, EventDraft(.taskCompleted))
        }
      }
      try await group.waitForAll()
    }
  }

  private func check(_ follower: Follower, _ bench: JournalBench) async throws {
    let reader = try await follower.sink.received()
    let expected =
      switch follower.topic {
      case .task(let id):
        try await bench.store.events(of: id, after: follower.after, maximumBytes: .max)
      case .user(let id):
        try await bench.store.events(owner: id, after: follower.after, maximumBytes: .max)
      }
    #expect(reader.payloads.count == expected.count)
    #expect(reader.payloads == expected.map(\.json) && reader.isWhole)
    let large = expected.count { $0.json.count >= DeflaterPool.minimumBytes }
    #expect(reader.compressed == (follower.sink.window == nil ? 0 : large))
    if case .task = follower.topic { #expect(follower.sink.ends == 1) }
    #expect(follower.sink.failures == 0)
  }

  @Test("A follower of what is only new gets nothing that was before")
  func onlyNew() async throws {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let bench = try await JournalBench(eventLoops: loops)
    let task = try await bench.create().id
    let sink = try FakeSink(.channel, loop: loops.next(), awaitedEnds: 1, seed: 1)
    let after = try await bench.store.lastCursor(of: bench.user.id)
    sink.start(.user(bench.user.id), after: after, bench.broadcaster)
    try await bench.append(task, EventDraft(.agentEvent), EventDraft(.taskCompleted))
    let reader = try await sink.received()
    #expect(reader.payloads == (try await bench.events(of: task, after: 1).map(\.json)))
    try await bench.stop()
    try await loops.shutdownGracefully()
  }

  @Test(
    "A follower of a stretch that was deleted waits for what comes, and does not read it again and again"
  )
  func deletedStretch() async throws {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = loops.next()
    let bench = try await JournalBench(eventLoops: loops)
    let user = bench.user.id
    let first = try FakeSink(.channel, loop: loop, awaitedEnds: 2, seed: 1)
    first.start(.user(user), after: 0, bench.broadcaster)
    let gone = try await bench.create().id
    for _ in 0..<3 {
      // More than is kept in memory.
      try await bench.append(
        gone, EventDraft(.agentEvent, message: String(repeating: "x", count: TopicLog.maximumBytes))
      )
    }
    try await bench.append(gone, EventDraft(.taskCompleted))
    // Otherwise the deletion could take away what the first follower waits for.
    try await eventually { try await first.endsReceived() == 1 }
    #expect(try await bench.store.delete(task: gone, owner: user))
    bench.broadcaster.finish(.task(gone))
    let second = try FakeSink(.channel, loop: loop, awaitedEnds: 1, seed: 2)
    let before = bench.broadcaster.metrics.pages.value
    second.start(.user(user), after: 0, bench.broadcaster)
    while bench.broadcaster.metrics.pages.value == before { try await loop.submit {}.get() }
    for _ in 0..<500 { try await loop.submit {}.get() }
    #expect(bench.broadcaster.metrics.pages.value <= before + 3)
    let task = try await bench.create().id
    try await bench.append(task, EventDraft(.taskCompleted))
    let payloads = try await second.received().payloads
    #expect(payloads == (try await bench.events(of: task).map(\.json)))
    _ = try await first.received()
    try await bench.stop()
    try await loops.shutdownGracefully()
  }

  @Test("What another writer of the same store commits in between is delivered in its place")
  func otherWriter() async throws {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let bench = try await JournalBench(eventLoops: loops)
    let unseen = Broadcaster(eventLoops: loops, store: bench.store)
    let other = try Journal(store: bench.store, broadcaster: unseen, logger: JournalBench.logger)
    let (task, owner) = (try await bench.create().id, bench.user.id)
    let sink = try FakeSink(.channel, loop: loops.next(), awaitedEnds: 1, seed: 1)
    sink.start(.user(owner), after: 0, bench.broadcaster)
    for _ in 0..<50 {
      try await bench.append(task, EventDraft(.agentEvent))
      try await other.append(
        JournalEntry(task: task, owner: owner, events: [EventDraft(.stepProgress)]))
    }
    try await bench.append(task, EventDraft(.taskCompleted))
    let reader = try await sink.received()
    let all = try await bench.events(of: task)
    #expect(all.map(\.seq) == Array(1...102) && all.map(\.cursor) == Array(1...102))
    #expect(reader.payloads == all.map(\.json))
    try await NIOThreadPool.singleton.runIfActive { other.stop() }
    try await bench.stop()
    try await loops.shutdownGracefully()
  }

  @Test("What is published while an older page is read is not lost, also if nothing follows")
  func publishedDuringRead() async throws {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let bench = try await JournalBench(eventLoops: loops)
    let task = try await bench.create().id
    // Another broadcaster of the same journal, as after a restart: nothing is in memory.
    let store = GatedStore(bench.store)
    let broadcaster = Broadcaster(eventLoops: loops, store: store)
    let sink = try FakeSink(.channel, loop: loops.next(), seed: 1)
    sink.start(.task(task), after: 1, broadcaster)
    while store.waiting == 0 { await Task.yield() }
    try await bench.append(task, EventDraft(.taskCompleted))
    broadcaster.publish(try await bench.events(of: task, after: 1))
    // The publication has passed through the hub.
    try await loops.next().submit {}.get()
    store.open()
    let received = try await sink.received().payloads
    #expect(received == (try await bench.events(of: task, after: 1).map(\.json)))
    #expect(sink.ends == 1)
    try await bench.stop()
    try await loops.shutdownGracefully()
  }

  @Test(
    "A running task's events are in memory until it ends or waits for a person; then they are read from the journal"
  )
  func memory() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    let topic = Topic.task(task)
    #expect(bench.broadcaster.recent(topic, after: 0, maximumBytes: 9)?.last == 1)
    // A person may take days.
    try await bench.append(task, EventDraft(.inputRequired))
    #expect(bench.broadcaster.recent(topic, after: 1, maximumBytes: 9) == nil)
    try await bench.append(task, EventDraft(.inputReceived))
    #expect(bench.broadcaster.recent(topic, after: 2, maximumBytes: 9)?.last == 3)
    #expect(bench.broadcaster.recent(topic, after: 1, maximumBytes: 9) == nil)
    try await bench.append(task, EventDraft(.taskFailed))
    #expect(bench.broadcaster.recent(topic, after: 2, maximumBytes: 9) == nil)
    let stored = try await bench.broadcaster.stored(topic, after: 0, for: bench.user.id)
    #expect(stored.last == 4 && stored.isTerminal)
    let user = try await bench.broadcaster.stored(
      .user(bench.user.id), after: 1, for: bench.user.id)
    #expect(user.last == 4 && !user.isTerminal)
    try await bench.stop()
  }
}
