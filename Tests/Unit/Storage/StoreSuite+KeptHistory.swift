import HermesContract
import HermesStorage
import Testing

extension StoreSuite {
  /// What retention may remove, and what is left in its place.
  @Suite struct KeptHistory {
    private static let day: Int64 = 86_400

    /// A task with these drafts behind its first event, which ended so many days ago.
    private func task(
      in bench: StoreBench, endedDaysAgo days: Int64?, _ drafts: [EventDraft] = []
    ) async throws -> TaskRecord {
      let task = try await bench.create()
      let artifact = Artifact(id: "a", name: "a", parts: [Part(text: "whole")])
      try await bench.write(
        JournalEntry(
          task: task.id, owner: task.owner, events: drafts,
          changes: [.artifacts(step: 1, [artifact])]))
      guard let days else { return task }
      let at = Timestamp.now.adding(seconds: -days * Self.day)
      try await bench.write(
        JournalEntry(
          task: task.id, owner: task.owner, events: [EventDraft(.taskCompleted)],
          changes: [.ended(.completed, result: "r", error: nil, at: at)]))
      return task
    }

    private func deltas(_ count: Int) -> [EventDraft] {
      (0..<count).map {
        EventDraft(.artifactDelta, data: ["step_number": 1, "text": .int(Int64($0))])
      }
    }

    /// `from` and `to` of a gap; nil if it is an event.
    private func gap(_ event: CommittedEvent) throws -> [Int64]? {
      let object = try JSONParser.parse(event.json)
      guard object["type"] == "gap", let from = object["data"]?["from"]?.int,
        let to = object["data"]?["to"]?.int
      else { return nil }
      #expect(
        object["data"]?["reason"] == "retention" && object["message"]?.string?.isEmpty == false)
      return [from, to]
    }

    @Test(
      "Old ended tasks go with everything of theirs; younger and unfinished ones stay as they are",
      arguments: StoreBackend.all)
    func age(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let owner = bench.user.id
      let unfinished = try await task(in: bench, endedDaysAgo: nil, deltas(3))
      let old = try await task(in: bench, endedDaysAgo: 9, deltas(3))
      let young = try await task(in: bench, endedDaysAgo: 1, deltas(3))
      let before = try await bench.events().filter { $0.task != old.id }.map(\.json)
      let lastOfOld = try #require(try await bench.events(of: old.id).last?.cursor)
      #expect(try await bench.store.removedThrough(owner: owner) == 0)
      var removed: [TaskID] = []
      try await Retention(age: .seconds(5 * Self.day), bytes: nil, minimum: .zero)
        .apply(to: bench.store, now: .now) { removed.append($0) }
      #expect(removed == [old.id])
      #expect(try await bench.task(old.id) == nil)
      #expect(try await bench.store.artifacts(of: old.id).isEmpty)
      #expect(try await bench.events(of: old.id).isEmpty)
      #expect(try await !bench.store.hasConversation(old.conversation, owner: owner))
      #expect(try await bench.store.hasConversation(young.conversation, owner: owner))
      #expect(try await bench.store.hasConversation(unfinished.conversation, owner: owner))
      #expect(try await bench.store.removedThrough(owner: owner) == lastOfOld)
      #expect(try await bench.events().map(\.json) == before)
      try await bench.close()
    }

    @Test(
      "The task that ended first goes first, of anybody or of one user", arguments: StoreBackend.all
    )
    func order(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let other = try await bench.add("eve")
      var tasks: [TaskRecord] = []
      for (owner, days) in [(bench.user.id, 3), (other.id, 5), (bench.user.id, 4)]
        as [(UserID, Int64)]
      {
        let task = try await bench.create(owner: owner)
        try await bench.end(task, at: Timestamp.now.adding(seconds: -days * Self.day))
        tasks.append(task)
      }
      try await bench.create()
      func next(_ owner: UserID?, endedBefore limit: Timestamp = .now) async throws -> TaskID? {
        while let step = try await bench.store.removeOldest(endedBefore: limit, of: owner) {
          if case .removed(let task) = step { return task }
        }
        return nil
      }
      #expect(try await next(bench.user.id) == tasks[2].id)
      #expect(try await next(nil, endedBefore: Timestamp.now.adding(seconds: -6 * Self.day)) == nil)
      #expect(try await next(nil) == tasks[1].id)
      #expect(try await next(other.id) == nil)
      #expect(try await next(nil) == tasks[0].id)
      #expect(try await next(nil) == nil)
      #expect(try await bench.tasks().count == 1)
      try await bench.close()
    }

    @Test(
      "Thinning leaves every lossless event as it was, and a gap for what is missing",
      arguments: StoreBackend.all)
    func thinning(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      func thinking(_ thought: String?) -> EventDraft {
        EventDraft(
          .agentThinking, data: thought.map { ["step_number": 1, "thought": .string($0)] } ?? [:])
      }
      let drafts =
        [thinking(nil), thinking("a"), EventDraft(.stepProgress)] + [EventDraft(.agentEvent)]
        + deltas(1200) + [EventDraft(.stepCompleted)] + deltas(1)
      let ended = try await task(in: bench, endedDaysAgo: 0, drafts)
      let unfinished = try await task(in: bench, endedDaysAgo: nil, drafts)
      let whole = try await bench.events(of: ended.id)
      let untouched = try await bench.events(of: unfinished.id).map(\.json)
      while try await bench.store.thinOldest(of: bench.user.id) {}
      let events = try await bench.events(of: ended.id)
      #expect(try events.compactMap(gap) == [[3, 4], [6, 1205], [1207, 1207]])
      let kept: [Int64] = [1, 2, 5, 1206, 1208]
      #expect(
        try events.filter { try gap($0) == nil }.map(\.json)
          == whole.filter { kept.contains($0.seq) }.map(\.json))
      // Positions still lead to the right place.
      let later = try await bench.events(of: ended.id, after: 700)
      #expect(later.map(\.seq) == [1205, 1206, 1207, 1208])
      #expect(later.map(\.cursor) == [1205, 1206, 1207, 1208])
      let ofUser = try await bench.events().filter { $0.task == ended.id }
      #expect(ofUser.map(\.json) == events.map(\.json))
      #expect(try await bench.events(of: unfinished.id).map(\.json) == untouched)
      #expect(try await bench.store.removedThrough(owner: bench.user.id) == 0)
      try await bench.close()
    }

    @Test(
      "Too many bytes: first whole tasks, oldest first, then the lossy events of the young",
      arguments: StoreBackend.all)
    func size(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let young = try await task(in: bench, endedDaysAgo: 0, deltas(5))
      let unfinished = try await task(in: bench, endedDaysAgo: nil, deltas(5))
      let older = try await task(in: bench, endedDaysAgo: 3, deltas(5))
      let oldest = try await task(in: bench, endedDaysAgo: 4, deltas(5))
      let untouched = try await bench.events(of: unfinished.id).map(\.json)
      var removed: [TaskID] = []
      // Nothing fits into one byte: everything goes that may.
      try await Retention(age: nil, bytes: 1, minimum: .seconds(Self.day))
        .apply(to: bench.store, now: .now) { removed.append($0) }
      #expect(removed == [oldest.id, older.id])
      #expect(try await bench.events(of: young.id).compactMap(gap) == [[2, 6]])
      // A gap is no event.
      #expect(
        try await bench.store.eventTypes(of: young.id) == [.taskCreated, .taskCompleted])
      #expect(try await bench.events(of: unfinished.id).map(\.json) == untouched)
      // What fits is left alone.
      try await Retention(age: nil, bytes: .max, minimum: .zero)
        .apply(to: bench.store, now: .now) { removed.append($0) }
      #expect(removed.count == 2)
      try await bench.close()
    }

    @Test("Whoever has most is named, and after them the others", arguments: StoreBackend.all)
    func heaviest(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let (modest, idle) = (try await bench.add("modest"), try await bench.add("idle"))
      let text = JSONValue.string(String(repeating: "x", count: 20_000))
      for (owner, events) in [(modest.id, 5), (bench.user.id, 50), (idle.id, 200)] {
        let task = try await bench.create(owner: owner)
        let drafts = (0..<events).map { _ in EventDraft(.agentEvent, data: ["t": text]) }
        try await bench.write(JournalEntry(task: task.id, owner: owner, events: drafts))
        // Theirs still runs, so that nothing of it can be removed.
        if owner != idle.id { try await bench.end(task) }
      }
      let used = try await bench.store.usedBytes()
      #expect(used > 255 * 20_000)
      let heaviest = try #require(try await bench.store.heaviestOwner(except: []))
      #expect(heaviest.owner == bench.user.id && heaviest.bytes > 50 * 20_000)
      // A third of what all three have.
      #expect(heaviest.average > 255 * 20_000 / 3 && heaviest.average <= used / 3)
      // What the others have is no reason to remove anything of them.
      #expect(!heaviest.exceedsShare(of: used - 1000, used: used))
      #expect(
        try await bench.store.heaviestOwner(except: [bench.user.id])?.owner == modest.id)
      #expect(try await bench.store.heaviestOwner(except: [bench.user.id, modest.id]) == nil)
      #expect(try await bench.store.availableBytes(of: 1000) == 1000)
      while try await bench.store.removeOldest(endedBefore: .now, of: nil) != nil {}
      #expect(try await bench.store.usedBytes() < used - 50 * 20_000)
      try await bench.close()
    }

    @Test(
      "The time that was trusted last is kept; before that it is the last end of a task",
      arguments: StoreBackend.all)
    func time(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      #expect(try await bench.store.lastTrustedTime() == nil)
      for at in [7, 3] as [Int64] {
        try await bench.end(try await bench.create(), at: Timestamp(milliseconds: at))
      }
      #expect(try await bench.store.lastTrustedTime() == Timestamp(milliseconds: 7))
      for at in [9, 5] as [Int64] {
        try await bench.store.setLastTrustedTime(Timestamp(milliseconds: at))
        #expect(try await bench.store.lastTrustedTime() == Timestamp(milliseconds: at))
      }
      try await bench.close()
    }
  }
}
