import HermesContract
import Testing

@testable import HermesStorage

/// Which events share a row; that they are read as if each had its own is said by `StoreSuite`.
struct EventRowTests {
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
