import HermesContract
import Testing

@testable import HermesStorage

/// Events that share a row are read as if each had its own.
struct EventRowTests {
  private static let types: [EventType] = [
    .agentEvent, .agentEvent, .agentEvent, .artifactDelta, .agentThinking, .stepProgress,
  ]

  @Test("From every position the rest is read in order, of a task and of a user")
  func positions() async throws {
    let bench = try await JournalBench()
    var random = SystemRandomNumberGenerator()
    let tasks = [try await bench.create(), try await bench.create(), try await bench.create()]
    for _ in 0..<12 {
      // Several drafts an entry, several sizes: some rows are full, some hold one event.
      let drafts = (0..<Int.random(in: 1...16, using: &random)).map { _ in
        EventDraft(
          Self.types.randomElement(using: &random) ?? .agentEvent, "line\nbreak",
          data: ["text": .string(String(repeating: "x", count: [3, 30, 3000].randomElement()!))])
      }
      let task = tasks.randomElement(using: &random) ?? tasks[0]
      try await bench.journal.append(
        JournalEntry(task: task.id, owner: bench.user.id, events: drafts))
    }
    var all: [CommittedEvent] = []
    for task in tasks {
      let whole = try await bench.events(of: task.id)
      let last = try #require(try await bench.store.task(task.id, owner: bench.user.id)).lastSeq
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
    for position in 0...(all.last?.cursor ?? 0) {
      let rest = try await bench.store.events(
        owner: bench.user.id, after: position, maximumBytes: .max)
      #expect(rest.map(\.json) == all.filter { $0.cursor > position }.map(\.json))
    }
    try await bench.stop()
  }

  @Test("A row has one task, one type, no hole and an end")
  func rules() {
    let first = event(.agentEvent, 7)
    func takes(_ next: CommittedEvent, after first: CommittedEvent) -> Bool {
      var row = EventRow(first)
      return row.append(next)
    }
    #expect(takes(event(.agentEvent, 8), after: first))
    #expect(!takes(event(.agentEvent, 9), after: first))
    #expect(!takes(event(.stepProgress, 8), after: first))
    #expect(!takes(event(.agentEvent, 8, task: "b"), after: first))
    #expect(!takes(event(.agentThinking, 8), after: event(.agentThinking, 7)))
    let large = event(.agentEvent, 7, bytes: EventRow.maximumBytes)
    #expect(!takes(event(.agentEvent, 8), after: large))
  }

  private func event(
    _ type: EventType, _ position: Int64, task: String = "a", bytes: Int = 2
  ) -> CommittedEvent {
    CommittedEvent(
      task: TaskID(task), owner: UserID("u"), type: type, seq: position, cursor: position,
      json: [UInt8](repeating: UInt8(ascii: "1"), count: bytes))
  }
}
