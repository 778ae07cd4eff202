import HermesContract
import Testing

@testable import HermesEvents
@testable import HermesOrchestration

/// What a client puts together from the deltas of steps that are tried again (docs/events.md): after
/// any prefix, merged or not, and any resumption it is what the agents have by then.
struct AttemptFoldTests {
  private typealias Texts = [String: String]

  /// A stream, and what each artifact of the attempts that count is after each of its events.
  private struct Story {
    var events: [CommittedEvent] = []
    var states: [Texts] = [[:]]
    let task = TaskID("t")

    mutating func add(_ draft: EventDraft, _ texts: Texts) {
      let seq = Int64(events.count + 1)
      events.append(
        CommittedEvent(
          task: task, owner: UserID("u"), type: draft.type, seq: seq, cursor: seq,
          json: draft.encoded(EventNumbers(task: task, seq: seq, cursor: seq))))
      states.append(texts)
    }
  }

  /// One step of a story: its attempts so far, and those that are to fail.
  private struct Teller {
    let step: PlanStep
    var attempt = 1
    var failures: Int
    var left: Int
    var isOver = false

    mutating func tell(_ story: inout Story, _ texts: inout Texts, _ generator: inout Seeded) {
      guard left > 0 else { return end(&story, &texts, &generator) }
      left -= 1
      let emission: AgentEmission
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: emission = .thinking("t")
      case 1: emission = .progress(fraction: nil, note: "n")
      case 2 where Bool.random(using: &generator): emission = .event(name: "e", payload: 1)
      default:
        let artifact = ["a", "b"][Int.random(in: 0..<2, using: &generator)]
        let key = "\(step.number) \(artifact)"
        let appends = texts[key] != nil && Int.random(in: 0..<6, using: &generator) > 0
        let piece = "\(attempt).\(story.events.count) "
        texts[key] = (appends ? texts[key] ?? "" : "") + piece
        emission = .chunk(
          artifactID: artifact, name: "n", mediaType: "text/plain", text: piece, append: appends,
          last: false)
      }
      story.add(.emission(emission, of: step, attempt: attempt), texts)
    }

    private mutating func end(
      _ story: inout Story, _ texts: inout Texts, _ generator: inout Seeded
    ) {
      guard failures > 0 else {
        isOver = true
        return story.add(
          .stepCompleted(step, of: 2, attempt: attempt, preview: "", duration: 0), texts)
      }
      let error = HermesError(ofAgent: "again", "Again.", isRetryable: true)
      story.add(
        .stepFailed(step, of: 2, attempt: attempt, error: error, willRetry: true), texts)
      texts = texts.filter { !$0.key.hasPrefix("\(step.number) ") }
      story.add(.stepSuperseded(step, attempt: attempt), texts)
      failures -= 1
      attempt += 1
      left = .random(in: 0...12, using: &generator)
      story.add(.stepStarted(step, of: 2, attempt: attempt), texts)
    }
  }

  private func story(_ generator: inout Seeded) -> Story {
    var story = Story()
    var texts: Texts = [:]
    var tellers = (1...2).map { number in
      Teller(
        step: PlanStep(number: number, agent: "A", skill: "s", task: "t", dependsOn: []),
        failures: .random(in: 0...2, using: &generator),
        left: .random(in: 0...12, using: &generator))
    }
    while true {
      let going = tellers.indices.filter { !tellers[$0].isOver }
      guard let index = going.randomElement(using: &generator) else { return story }
      // In bursts, so that there is something to merge.
      for _ in 0..<Int.random(in: 1...5, using: &generator) where !tellers[index].isOver {
        tellers[index].tell(&story, &texts, &generator)
      }
    }
  }

  /// The documented rule, and nothing else.
  private struct Fold {
    var texts: Texts = [:]
    private var attempts: [String: Int64] = [:]
    private(set) var seq: Int64 = 0

    mutating func add(_ event: CommittedEvent) throws {
      let data = try #require(try JSONParser.parse(event.json)["data"])
      try #require((data["first_seq"]?.int ?? event.seq) == seq + 1, "no hole, no duplicate")
      seq = event.seq
      let step = try #require(data["step_number"]?.int)
      let attempt = try #require(data["attempt"]?.int)
      switch event.type {
      case .artifactDelta:
        let key = "\(step) \(data["artifact_id"]?.string ?? "")"
        try #require(data["text"]?.string?.hasPrefix("\(attempt).") == true)
        texts[key] =
          (data["append"] == true ? texts[key] ?? "" : "") + (data["text"]?.string ?? "")
        attempts[key] = attempt
      case .stepSuperseded:
        for key in texts.keys where key.hasPrefix("\(step) ") && attempts[key] ?? 0 <= attempt {
          texts[key] = nil
        }
      default: break
      }
    }
  }

  /// What one connection brings: history after `after` in pages, merged for a reader that lags.
  private func frames(
    _ story: Story, after: Int64, merged: Bool, _ generator: inout Seeded
  ) -> [CommittedEvent] {
    var rest = story.events[Int(after)...]
    guard merged else { return Array(rest) }
    var frames: [CommittedEvent] = []
    while !rest.isEmpty {
      let page = rest.prefix(.random(in: 1...40, using: &generator))
      frames += Coalescing.merge(Array(page))
      rest = rest.dropFirst(page.count)
    }
    return frames
  }

  @Test("Any prefix and any resumption give exactly what the agents have", arguments: 0..<60)
  func fold(seed: UInt64) throws {
    var generator = Seeded(seed)
    let story = story(&generator)
    for count in 0...story.events.count {
      var fold = Fold()
      let first = frames(story, after: 0, merged: Bool.random(using: &generator), &generator)
      for frame in first.prefix(count) { try fold.add(frame) }
      try #require(fold.texts == story.states[Int(fold.seq)])
      // The connection is cut here; the client comes back with the last seq that it has.
      let second = frames(
        story, after: fold.seq, merged: Bool.random(using: &generator), &generator)
      for frame in second {
        try fold.add(frame)
        try #require(fold.texts == story.states[Int(fold.seq)])
      }
      try #require(fold.seq == Int64(story.events.count))
    }
  }
}
