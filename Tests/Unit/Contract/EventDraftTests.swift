import HermesContract
import Testing

struct EventDraftTests {
  @Test("An event is one JSON object with every member of the contract, in its order")
  func members() throws {
    let draft = EventDraft(
      .stepStarted, message: "▶️ Step 1/3: \"A\"\n", data: ["progress": 0.33, "text": "é\u{0}"],
      at: Timestamp(milliseconds: 1_737_628_245_123))
    let bytes = draft.encoded(EventNumbers(task: TaskID("abc"), seq: 9, cursor: 71))
    let event = try JSONParser.parse(bytes)
    #expect(
      event.object?.keys == ["type", "task_id", "seq", "cursor", "message", "data", "timestamp"])
    #expect(event["type"] == "step_started" && event["task_id"] == "abc" && event["seq"] == 9)
    #expect(event["cursor"] == "c1z" && event["message"]?.string == "▶️ Step 1/3: \"A\"\n")
    #expect(event["data"] == ["progress": 0.33, "text": "é\u{0}"])
    #expect(event["timestamp"] == "2025-01-23T10:30:45.123Z")
    #expect(JSONWriter.bytes(event) == bytes)
  }

  @Test(
    "Without message and data an event still has a text and an object",
    arguments: EventType.allCases)
  func empty(type: EventType) throws {
    let event = try JSONParser.parse(
      EventDraft(type).encoded(EventNumbers(task: .random(), seq: 1, cursor: 1)))
    #expect(event["message"] == "" && event["data"] == .object(JSONObject()))
    #expect(event["type"]?.string == type.rawValue)
  }

  @Test("Only the two last events of a task are terminal")
  func terminal() {
    #expect(EventType.allCases.filter(\.isTerminal) == [.taskCompleted, .taskFailed])
    #expect(TaskStatus.allCases.filter(\.isTerminal) == [.completed, .failed, .cancelled])
  }
}
