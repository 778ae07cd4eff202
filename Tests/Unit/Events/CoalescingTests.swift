import HermesContract
import Testing

@testable import HermesEvents

struct CoalescingTests {
  private static let task = TaskID("t")

  private func event(
    _ type: EventType, _ seq: Int64, task: TaskID = task, _ data: JSONValue
  ) -> CommittedEvent {
    let draft = EventDraft(type, message: "m\(seq)", data: data)
    return CommittedEvent(
      task: task, owner: UserID("u"), type: type, seq: seq, cursor: seq,
      json: draft.encoded(EventNumbers(task: task, seq: seq, cursor: seq)))
  }

  private func delta(
    _ seq: Int64, _ text: String, step: Int64 = 1, artifact: String = "a", append: Bool = true,
    last: Bool = false, attempt: Int64 = 1, task: TaskID = task
  ) -> CommittedEvent {
    event(
      .artifactDelta, seq, task: task,
      [
        "step_number": .int(step), "agent_name": "A", "artifact_id": .string(artifact),
        "text": .string(text), "append": .bool(append), "last": .bool(last),
        "attempt": .int(attempt),
      ])
  }

  private func merged(_ events: [CommittedEvent]) throws -> [JSONValue] {
    try Coalescing.merge(events).map { try JSONParser.parse($0.json) }
  }

  @Test("Deltas of one artifact become one with the text of all")
  func deltas() throws {
    let events = try merged([
      delta(4, "one ", append: false), delta(5, "two "), delta(6, "three", last: true),
    ])
    #expect(events.count == 1)
    #expect(events[0]["seq"] == 6 && events[0]["cursor"]?.string == Cursor(6).text)
    let data = events[0]["data"]
    #expect(data?["text"] == "one two three" && data?["append"] == false && data?["last"] == true)
    #expect(data?["first_seq"] == 4 && data?["coalesced"] == 3)
  }

  @Test("The newest thought and progress stand; what only an earlier one told still holds")
  func newest() throws {
    func thought(_ seq: Int64, _ text: String?, step: Int64 = 1) -> CommittedEvent {
      var data = JSONObject([
        (key: "step_number", value: .int(step)), (key: "agent_name", value: "A"),
        (key: "attempt", value: 1),
      ])
      data["thought"] = text.map(JSONValue.string)
      return event(.agentThinking, seq, .object(data))
    }
    let thoughts = [thought(1, nil), thought(2, "a"), thought(3, "b"), thought(4, "c", step: 2)]
    var events = try merged(thoughts)
    #expect(events.map { $0["seq"] } == [1, 3, 4])
    #expect(events[1]["data"]?["thought"] == "b" && events[1]["message"] == "m3")
    #expect(events[1]["data"]?["coalesced"] == 2 && events[2]["data"]?["coalesced"] == nil)
    events = try merged([
      event(.stepProgress, 7, ["step_number": 1, "agent_name": "A", "note": "n"]),
      event(.stepProgress, 8, ["step_number": 1, "agent_name": "A", "fraction": 0.5]),
    ])
    #expect(events.count == 1)
    #expect(events[0]["data"]?["note"] == "n" && events[0]["data"]?["fraction"] == 0.5)
  }

  @Test("What is not alike, not adjacent or not lossy stays as it was, byte for byte")
  func apart() {
    let apart: [[CommittedEvent]] = [
      [delta(1, "a"), delta(3, "b")],
      [delta(1, "a"), delta(2, "b", step: 2)],
      [delta(1, "a"), delta(2, "b", artifact: "b")],
      [delta(1, "a"), delta(2, "b", attempt: 2)],
      [delta(1, "a"), delta(2, "b", task: TaskID("other"))],
      [delta(1, "a"), delta(2, "b", append: false)],
      [delta(1, "a", last: true), delta(2, "b")],
      [delta(1, "a"), event(.agentEvent, 2, ["step_number": 1]), delta(3, "b")],
      [event(.agentEvent, 1, ["n": 1]), event(.agentEvent, 2, ["n": 1])],
    ]
    for events in apart { #expect(Coalescing.merge(events).map(\.json) == events.map(\.json)) }
  }

  /// What a client makes of a stream: the text of each artifact, the newest thought and progress of
  /// each step, and every lossless event.
  private struct Fold: Equatable {
    var texts: [String: String] = [:]
    var newest: [String: JSONValue] = [:]
    var lossless: [[UInt8]] = []
    var events: Int64 = 0
    var last: [TaskID: Int64] = [:]

    mutating func add(_ event: CommittedEvent) throws {
      let object = try JSONParser.parse(event.json)
      guard let data = object["data"] else { return }
      let first = data["first_seq"]?.int ?? event.seq
      #expect(first == (last[event.task] ?? 0) + 1, "no hole")
      #expect((data["coalesced"]?.int ?? 1) == event.seq - first + 1)
      last[event.task] = event.seq
      events += event.seq - first + 1
      let step = "\(event.task) \(data["step_number"]?.int ?? 0)"
      switch event.type {
      case .artifactDelta:
        let key = step + (data["artifact_id"]?.string ?? "")
        let before = data["append"] == true ? texts[key] ?? "" : ""
        texts[key] = before + (data["text"]?.string ?? "")
      case .stepProgress:
        for key in ["fraction", "note"] where data[key] != nil { newest[step + key] = data[key] }
      case .agentThinking where data["thought"] != nil: newest[step] = data["thought"]
      default: lossless.append(event.json)
      }
    }
  }

  @Test("Any merging means the same to a client, and its counts add up", arguments: 0..<200)
  func sameFold(seed: UInt64) throws {
    var generator = Seeded(seed)
    var seqs: [TaskID: Int64] = [:]
    var events: [CommittedEvent] = []
    let tasks = seed % 3 == 0 ? [TaskID("x"), TaskID("y")] : [TaskID("x")]
    for _ in 0..<Int.random(in: 0...120, using: &generator) {
      let task = tasks.randomElement(using: &generator) ?? Self.task
      let seq = (seqs[task] ?? 0) + 1
      seqs[task] = seq
      let step = JSONValue.int(.random(in: 1...2, using: &generator))
      let text = JSONValue.random(0, &generator).string ?? "é"
      let common: [(key: String, value: JSONValue)] = [
        (key: "step_number", value: step), (key: "agent_name", value: "A"),
        (key: "attempt", value: 1),
      ]
      var data = JSONObject(common)
      let type: EventType
      switch Int.random(in: 0..<20, using: &generator) {
      case 0: type = .agentEvent
      case 1: type = .agentThinking
      case 2...5:
        type = .agentThinking
        data["thought"] = .string(text)
      case 6...9:
        type = .stepProgress
        data[Bool.random(using: &generator) ? "fraction" : "note"] = .string(text)
      default:
        type = .artifactDelta
        data["artifact_id"] = Int.random(in: 0..<6, using: &generator) == 0 ? "b" : "a"
        data["text"] = .string(text)
        data["append"] = .bool(Int.random(in: 0..<8, using: &generator) > 0)
        data["last"] = .bool(Int.random(in: 0..<8, using: &generator) == 0)
      }
      events.append(event(type, seq, task: task, .object(data)))
    }
    var whole = Fold()
    for event in events { try whole.add(event) }
    var folded = Fold()
    // Merged in pages, as a reader gets them.
    var rest = events[...]
    while !rest.isEmpty {
      let page = rest.prefix(.random(in: 1...60, using: &generator))
      for event in Coalescing.merge(Array(page)) { try folded.add(event) }
      rest = rest.dropFirst(page.count)
    }
    #expect(folded == whole)
  }
}
