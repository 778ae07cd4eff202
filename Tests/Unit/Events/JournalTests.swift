import Foundation
import GRDB
import HermesContract
import HermesEvents
import Synchronization
import Testing

@testable import HermesStorage

@Suite(.timeLimit(.minutes(1)))
struct JournalTests {
  @Test(
    "Each task's events count 1, 2, 3 without holes and cursors only grow, under concurrent writers"
  )
  func numbering() async throws {
    let bench = try await JournalBench()
    let tasks = (0..<6).map { _ in TaskID.random() }
    try await withThrowingTaskGroup { group in
      for task in tasks {
        group.addTask {
          try await bench.create(task)
          for index in 0..<30 {
            try await bench.append(
              task, EventDraft(.stepProgress, message: "\(index)"), EventDraft(.agentEvent))
          }
        }
      }
      try await group.waitForAll()
    }
    for task in tasks {
      let events = try await bench.events(of: task)
      #expect(events.map(\.seq) == Array(1...61))
      #expect(zip(events, events.dropFirst()).allSatisfy { $0.cursor < $1.cursor })
    }
    let all = try await bench.store.events(owner: bench.user.id, after: 0, maximumBytes: .max)
    #expect(all.map(\.cursor) == Array(1...Int64(6 * 61)))
    #expect(try await bench.store.lastCursor(of: bench.user.id) == 6 * 61)
    try await bench.stop()
  }

  @Test("Reading again gives the same bytes, from every position and in every page size")
  func sameBytes() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    for index in 0..<20 {
      try await bench.append(
        task,
        EventDraft(.agentEvent, message: "é😀\(index)", data: ["n": .int(Int64(index)), "x": 0.1]))
    }
    let whole = try await bench.events(of: task).map(\.json)
    for event in whole { #expect(JSONWriter.bytes(try JSONParser.parse(event)) == event) }
    for after in 0...20 {
      #expect(
        try await bench.events(of: task, after: Int64(after)).map(\.json)
          == Array(whole.dropFirst(after)))
    }
    for bytes in [1, 100, 777, 100_000] {
      var pages: [[UInt8]] = []
      while true {
        let page = try await bench.store.events(
          of: task, after: Int64(pages.count), maximumBytes: bytes)
        if page.isEmpty { break }
        pages += page.map(\.json)
      }
      #expect(pages == whole)
    }
    try await bench.stop()
  }

  @Test("A journal that is opened again goes on with the next seq and cursor")
  func reopening() async throws {
    let first = try await JournalBench()
    let task = try await first.create().id
    try await first.append(task, EventDraft(.intentParsingStarted))
    let before = try await first.events(of: task)
    try await first.stop()
    let second = try await JournalBench(in: first.folder)
    #expect(second.store.epoch == first.store.epoch)
    try await second.append(task, EventDraft(.intentParsed))
    let after = try await second.events(of: task)
    #expect(after.map(\.seq) == [1, 2, 3] && after.map(\.cursor) == [1, 2, 3])
    #expect(after.prefix(2).map(\.json) == before.map(\.json))
    try await second.stop()
  }

  @Test("An entry that can't be stored takes no other of its group with it")
  func poison() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    let results = Mutex<[Int: Bool]>([:])
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let blocked = DispatchSemaphore(value: 0)
      // While the journal's thread is held here, the rest becomes one group.
      bench.journal.enqueue(JournalEntry(task: task, owner: bench.user.id)) { _ in blocked.wait() }
      for index in 0..<20 {
        let isPoison = index % 7 == 3
        // Its owner does not exist.
        let stranger = TaskRecord.sample(owner: UserID("nobody"))
        bench.journal.enqueue(
          isPoison
            ? JournalEntry(
              task: stranger.id, owner: stranger.owner, events: [EventDraft(.taskCreated)],
              changes: [.created(stranger, idempotency: nil)])
            : JournalEntry(
              task: task, owner: bench.user.id,
              events: [EventDraft(.agentEvent, message: "\(index)")])
        ) { result in
          results.withLock { $0[index] = (try? result.get()) != nil }
          if index == 19 { done.resume() }
        }
      }
      blocked.signal()
    }
    #expect(
      results.withLock { $0 }
        == Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, $0 % 7 != 3) }))
    let events = try await bench.events(of: task)
    #expect(events.map(\.seq) == Array(1...18))
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.cursor < $1.cursor })
    try await bench.stop()
  }

  @Test("The completions of a queue come in its order, after the event can be read")
  func completions() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    let order = Mutex<[Int]>([])
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      for index in 0..<100 {
        bench.journal.enqueue(
          JournalEntry(task: task, owner: bench.user.id, events: [EventDraft(.agentEvent)])
        ) { _ in
          let lastSeq = try? bench.store.pool.read {
            try Int64.fetchOne(
              $0, sql: "SELECT last_seq FROM task WHERE id = ?", arguments: [task.text])
          }
          let isStored = lastSeq.flatMap { $0 }.map { $0 >= Int64(index + 2) } ?? false
          order.withLock { $0.append(isStored ? index : -1) }
          if index == 99 { done.resume() }
        }
      }
    }
    #expect(order.withLock { $0 } == Array(0..<100))
    try await bench.stop()
  }

  @Test("A stopped journal writes what is queued and refuses what comes later")
  func stopping() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    for _ in 0..<50 {
      bench.journal.enqueue(
        JournalEntry(task: task, owner: bench.user.id, events: [EventDraft(.agentEvent)])
      ) { _ in }
    }
    try await bench.stop()
    #expect(try await bench.events(of: task).count == 51)
    let error = await #expect(throws: HermesError.self) {
      try await bench.append(task, EventDraft(.agentEvent))
    }
    #expect(error?.code == "server_stopping")
  }

  @Test("An event that has nowhere to be stored gets no numbers, and a cursor never comes twice")
  func deletedTask() async throws {
    let bench = try await JournalBench()
    let task = try await bench.create().id
    #expect(try await bench.store.delete(task: task, owner: bench.user.id))
    try await bench.append(task, EventDraft(.agentEvent))
    #expect(try await bench.events(of: task).isEmpty)
    #expect(try await bench.store.lastCursor(of: bench.user.id) == 1)
    try await bench.stop()
    let again = try await JournalBench(in: bench.folder)
    let next = try await again.create().id
    #expect(try await again.events(of: next).map(\.cursor) == [2])
    try await again.stop()
  }

  @Test("Each user's cursors count 1, 2, 3, whoever else writes")
  func cursorsOfUsers() async throws {
    let bench = try await JournalBench()
    let other = UserRecord.sample("eve")
    _ = try await bench.store.insert(other)
    try await withThrowingTaskGroup { group in
      for owner in [bench.user.id, other.id, bench.user.id, other.id] {
        group.addTask {
          let task = try await bench.create(owner: owner).id
          for _ in 0..<20 {
            let entry = JournalEntry(
              task: task, owner: owner,
              events: [EventDraft(.stepProgress), EventDraft(.agentEvent)])
            try await bench.journal.append(entry)
          }
        }
      }
      try await group.waitForAll()
    }
    for owner in [bench.user.id, other.id] {
      let events = try await bench.store.events(owner: owner, after: 0, maximumBytes: .max)
      #expect(events.map(\.cursor) == Array(1...82))
      #expect(try await bench.store.lastCursor(of: owner) == 82)
    }
    #expect(try await bench.store.lastCursor(of: UserID("nobody")) == 0)
    try await bench.stop()
  }

  @Test(
    "What a rule refuses takes no number, and nothing of it stays; all else of its group is stored in one commit"
  )
  func refusedInGroup() async throws {
    let bench = try await JournalBench()
    let (task, owner) = (try await bench.create().id, bench.user.id)
    let good = JournalEntry(task: task, owner: owner, events: [EventDraft(.agentEvent)])
    let refused = JournalEntry(
      task: task, owner: owner, events: [EventDraft(.inputReceived)],
      changes: [
        .worked(77), .inputAnswered(InputID("none"), .rejected, at: .now),
      ])
    let results = try bench.store.commit([good, refused, good]) { $0.encoded($1) }
    let committed = results.compactMap { try? $0.get() }
    #expect(committed.flatMap(\.events).map(\.seq) == [2, 3])
    #expect(committed.flatMap(\.events).map(\.cursor) == [2, 3])
    #expect(throws: HermesError.inputClosed) { try results[1].get() }
    let stored = try await bench.store.events(of: task, after: 0, maximumBytes: .max)
    #expect(stored.map(\.seq) == [1, 2, 3] && !stored.contains { $0.type == .inputReceived })
    #expect(try await bench.store.task(task, owner: owner)?.worked == 0)
    try await bench.stop()
  }

  @Test("A request that is refused in a group keeps no place in the counts of its user")
  func refusedRequestInGroup() async throws {
    let bench = try await JournalBench()
    let first = TaskRecord.sample(owner: bench.user.id)
    let stranger = TaskRecord.sample(owner: UserID("nobody"))
    let entries = [first, stranger].map { task in
      JournalEntry(
        task: task.id, owner: task.owner, events: [EventDraft(.taskCreated)],
        changes: [.created(task, idempotency: nil)])
    }
    let results = try bench.store.commit(entries) { $0.encoded($1) }
    #expect(results.map { (try? $0.get())?.events.count } == [1, nil])
    #expect(try await bench.store.lastCursor(of: stranger.owner) == 0)
    #expect(try await bench.store.task(stranger.id, owner: stranger.owner) == nil)
    try await bench.stop()
  }
}
