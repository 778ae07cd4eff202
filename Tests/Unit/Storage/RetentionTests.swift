import HermesContract
import Testing

@testable import HermesStorage

struct RetentionTests {
  private static let day: Int64 = 86_400

  /// A task with these drafts behind its first event, which ended so many days ago.
  private func task(
    _ bench: JournalBench, endedDaysAgo days: Int64?, _ drafts: [EventDraft] = []
  ) async throws -> TaskRecord {
    let task = try await bench.create()
    let artifact = Artifact(id: "a", name: "a", parts: [Part(text: "whole")])
    try await bench.journal.append(
      JournalEntry(
        task: task.id, owner: task.owner, events: drafts,
        changes: [.artifacts(step: 1, [artifact])]))
    guard let days else { return task }
    try await bench.journal.append(
      JournalEntry(
        task: task.id, owner: task.owner, events: [EventDraft(.taskCompleted)],
        changes: [
          .ended(
            .completed, result: "r", error: nil, at: Timestamp.now.adding(seconds: -days * Self.day)
          )
        ]))
    return task
  }

  /// `from` and `to` of a gap; nil if it is an event.
  private func gap(_ event: CommittedEvent) throws -> [Int64]? {
    let object = try JSONParser.parse(event.json)
    guard object["type"] == "gap", let from = object["data"]?["from"]?.int,
      let to = object["data"]?["to"]?.int
    else { return nil }
    #expect(object["data"]?["reason"] == "retention" && object["message"]?.string?.isEmpty == false)
    return [from, to]
  }

  @Test("A long task goes piece by piece, and what is left begins with a gap")
  func pieces() async throws {
    let bench = try await JournalBench()
    // A row each.
    let text = JSONValue.string(String(repeating: "x", count: EventRow.maximumBytes))
    let drafts = (0..<300).map { _ in EventDraft(.agentEvent, data: ["text": text]) }
    let task = try await task(bench, endedDaysAgo: 9, drafts)
    let whole = try await bench.events(of: task.id)
    for end in [Int64(128), 255] {
      let step = try await bench.store.removeOldest(endedBefore: .now, of: nil)
      #expect(step == .shortened(task.id))
      let events = try await bench.events(of: task.id)
      let first = try #require(events.first)
      #expect(try gap(first) == [1, end] && first.seq == end)
      #expect(events.dropFirst().map(\.json) == whole.dropFirst(Int(end)).map(\.json))
    }
    #expect(try await bench.store.removeOldest(endedBefore: .now, of: nil) == .removed(task.id))
    #expect(try await bench.store.removeOldest(endedBefore: .now, of: nil) == nil)
    try await bench.stop()
  }

  @Test("Too many bytes: who has most loses, and nobody else while that is enough")
  func fairness() async throws {
    let bench = try await JournalBench()
    let modest = UserRecord.sample("modest")
    #expect(try await bench.store.insert(modest))
    let text = JSONValue.string(String(repeating: "x", count: 20_000))
    func end(_ task: TaskRecord, _ events: Int) async throws {
      let drafts = (0..<events).map { _ in EventDraft(.agentEvent, data: ["t": text]) }
      try await bench.journal.append(
        JournalEntry(
          task: task.id, owner: task.owner, events: drafts,
          changes: [
            .ended(.completed, result: "", error: nil, at: Timestamp.now.adding(seconds: -10))
          ]))
    }
    // Theirs is the oldest.
    let theirs = try await bench.create(owner: modest.id)
    try await end(theirs, 5)
    for _ in 0..<4 { try await end(try await bench.create(), 50) }
    let enough = try await bench.store.usedBytes() - 2_500_000
    var removed: [TaskID] = []
    try await Retention(age: nil, bytes: enough, minimum: .zero)
      .apply(to: bench.store, now: .now) { removed.append($0) }
    #expect(!removed.isEmpty && !removed.contains(theirs.id))
    #expect(try await bench.events(of: theirs.id).count == 6)
    // Where nobody has more than another, everybody loses.
    try await Retention(age: nil, bytes: 1, minimum: .zero)
      .apply(to: bench.store, now: .now) { removed.append($0) }
    #expect(removed.contains(theirs.id) && removed.count == 5)
    try await bench.stop()
  }

  @Test("What is freed goes back to the file system")
  func reclaim() async throws {
    let bench = try await JournalBench()
    let text = JSONValue.string(String(repeating: "x", count: 4000))
    for _ in 0..<4 {
      let drafts = (0..<400).map { _ in EventDraft(.agentEvent, data: ["text": text]) }
      _ = try await task(bench, endedDaysAgo: 9, drafts)
    }
    while try await bench.store.removeOldest(endedBefore: .now, of: nil) != nil {}
    var times = 0
    while try await bench.store.reclaim() { times += 1 }
    #expect(times > 1)
    try await bench.stop()
  }

  @Test("Neighbours make a run")
  func runs() {
    #expect(SQLiteStore.joinedRuns([]).isEmpty)
    #expect(
      SQLiteStore.joinedRuns([1...1, 2...3, 7...7, 9...9, 10...20]) == [1...3, 7...7, 9...20])
  }
}
