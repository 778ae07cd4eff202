import HermesContract
import Testing

extension StoreSuite {
  /// Reading events from a position on.
  @Suite struct History {
    private static let types: [EventType] = [
      .agentEvent, .agentEvent, .agentEvent, .artifactDelta, .agentThinking, .stepProgress,
    ]

    @Test(
      "From every position the rest is read in order, of a task and of a user",
      arguments: StoreBackend.all)
    func positions(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      var random = Seeded(7)
      let tasks = [try await bench.create(), try await bench.create(), try await bench.create()]
      for _ in 0..<12 {
        // Several drafts an entry, several sizes: a store may keep some of them together.
        let drafts = (0..<Int.random(in: 1...16, using: &random)).map { _ in
          let size = [3, 30, 3000][Int.random(in: 0..<3, using: &random)]
          return EventDraft(
            Self.types[Int.random(in: 0..<6, using: &random)], message: "line\nbreak",
            data: ["text": .string(String(repeating: "x", count: size))])
        }
        let task = tasks[Int.random(in: 0..<3, using: &random)]
        try await bench.write(JournalEntry(task: task.id, owner: task.owner, events: drafts))
      }
      var all: [CommittedEvent] = []
      for task in tasks {
        let whole = try await bench.events(of: task.id)
        let last = try #require(try await bench.task(task.id)).lastSeq
        #expect(whole.map(\.seq) == Array(1...last))
        for position in 0...last {
          let rest = try await bench.events(of: task.id, after: position)
          #expect(rest.map(\.json) == whole.dropFirst(Int(position)).map(\.json))
        }
        for event in whole {
          let object = try JSONParser.parse(event.json)
          #expect(object["seq"]?.int == event.seq && object["task_id"]?.string == task.id.text)
          #expect(object["cursor"]?.string == Cursor(event.cursor).text)
          #expect(object["type"]?.string == event.type.rawValue)
        }
        all += whole
      }
      all.sort { $0.cursor < $1.cursor }
      #expect(all.map(\.cursor) == Array(1...Int64(all.count)))
      for position in 0...Int64(all.count) {
        let rest = try await bench.events(after: position)
        #expect(rest.map(\.json) == all.dropFirst(Int(position)).map(\.json))
      }
      try await bench.close()
    }

    @Test(
      "A page is bounded in bytes, has one event at least, and none is missing between two",
      arguments: StoreBackend.all)
    func pages(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create()
      let text = JSONValue.string(String(repeating: "x", count: 5000))
      for _ in 0..<30 {
        try await bench.append(
          task.id, EventDraft(.agentEvent, data: ["t": text]), EventDraft(.stepProgress))
      }
      for bytes in [1, 20_000, 1 << 30] {
        var (ofTask, ofUser): ([Int64], [Int64]) = ([], [])
        while true {
          let page = try await bench.store.events(
            of: task.id, after: ofTask.last ?? 0, maximumBytes: bytes)
          ofTask += page.map(\.seq)
          // A store may keep some together, up to 16 KiB and one event more.
          #expect(page.reduce(0) { $0 + $1.json.count } < max(bytes, 1 << 15) + 1 << 15)
          if page.isEmpty { break }
        }
        while true {
          let page = try await bench.store.events(
            owner: bench.user.id, after: ofUser.last ?? 0, maximumBytes: bytes)
          ofUser += page.map(\.cursor)
          if page.isEmpty { break }
        }
        #expect(ofTask == Array(1...61) && ofUser == Array(1...61))
      }
      #expect(try await bench.events(of: task.id, after: 61).isEmpty)
      #expect(try await bench.events(of: task.id, after: .max).isEmpty)
      try await bench.close()
    }

    @Test("The types that a task has had are told", arguments: StoreBackend.all)
    func types(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create()
      try await bench.append(
        task.id, EventDraft(.stepStarted), EventDraft(.stepProgress), EventDraft(.stepProgress))
      #expect(
        try await bench.store.eventTypes(of: task.id)
          == [.taskCreated, .stepStarted, .stepProgress])
      #expect(try await bench.store.eventTypes(of: .random()).isEmpty)
      try await bench.close()
    }
  }
}
