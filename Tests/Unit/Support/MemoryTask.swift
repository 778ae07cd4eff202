import HermesContract

/// A task of an `InMemoryStore` with everything that goes with it.
struct MemoryTask: Sendable {
  let number: Int64
  var record: TaskRecord
  /// By their numbers, as what they made.
  var steps: [Int: StepRecord] = [:]
  var artifacts: [Int: [Artifact]] = [:]
  var inputs: [InputRecord] = []
  var events: [CommittedEvent] = []
  /// The places of `events` at which retention has left a gap, by `seq`.
  var gaps: Set<Int64> = []
  var isThinned = false

  init(_ record: TaskRecord, number: Int64) {
    self.number = number
    self.record = record
    self.record.beginsConversation = false
  }

  var messageBytes: Int { JSONWriter.bytes(record.message.json).count }

  var bytes: Int {
    events.reduce(messageBytes) { $0 + $1.json.count }
      + artifacts.values.joined().reduce(0) { $0 + $1.bytes }
  }

  var results: [StepArtifact] {
    artifacts.sorted { $0.key < $1.key }.flatMap { step, artifacts in
      artifacts.enumerated().map {
        StepArtifact(step: step, position: $0.offset, artifact: $0.element)
      }
    }
  }

  var eventTypes: Set<EventType> {
    Set(events.filter { !gaps.contains($0.seq) }.map(\.type))
  }

  var outline: TaskRecord {
    var record = withoutMessage
    record.intent = nil
    record.plan = nil
    return record
  }

  var withoutMessage: TaskRecord {
    var record = record
    record.message = Message(id: "", parts: [])
    record.query = ""
    record.result = nil
    return record
  }

  /// As it is listed.
  func listed(withResult: Bool) -> TaskRecord {
    var record = record
    record.intent = nil
    record.plan = nil
    if !withResult { record.result = nil }
    return record
  }

  mutating func apply(_ change: TaskChange) throws {
    switch change {
    case .created, .inputAnswered: break
    case .status(_, let startedAt): record.startedAt = startedAt ?? record.startedAt
    case .intent(let intent): record.intent = intent
    case .plan(let plan): record.plan = plan
    case .step(let step): write(step)
    case .stepTakenUp(let step): steps[step]?.deaths += 1
    case .artifacts(let step, let made): artifacts[step] = made
    case .inputAsked(let input): inputs.append(input)
    case .worked(let milliseconds): record.worked = milliseconds
    case .ended(_, let result, let error, let at):
      record.result = result
      record.error = error
      record.finishedAt = at
    }
    if let closing = change.closing { try close(closing) }
    let status = change.status { inputs.filter(\.isOpen).map(\.kind) }
    record.status = status ?? record.status
  }

  private mutating func write(_ step: StepRecord) {
    guard let old = steps[step.number] else {
      steps[step.number] = step
      steps[step.number]?.deaths = 0
      return
    }
    var new = step
    (new.agent, new.skill, new.task) = (old.agent, old.skill, old.task)
    new.startedAt = step.startedAt ?? old.startedAt
    new.usage = step.usage ?? old.usage
    new.deaths = old.deaths
    steps[step.number] = new
  }

  private mutating func close(_ closing: TaskChange.Closing) throws {
    let closed = inputs.indices.filter {
      inputs[$0].isOpen && (closing.input == nil || inputs[$0].id == closing.input)
    }
    guard closing.input == nil || !closed.isEmpty else { throw HermesError.inputClosed }
    for index in closed { inputs[index].answer = closing.answer }
  }

  // MARK: - Retention

  /// Puts a gap in place of each run of lossy events.
  mutating func thin() {
    var kept: [CommittedEvent] = []
    var from: Int64?
    for (index, event) in events.enumerated() {
      guard event.isLossy else {
        kept.append(event)
        continue
      }
      let start = from ?? event.seq
      let next = index + 1 < events.count ? events[index + 1] : nil
      guard next?.isLossy != true else {
        from = start
        continue
      }
      var gap = event
      gap.type = EventGap.type
      gap.json = EventGap(task: event.task, from: start, to: event.seq).json
      kept.append(gap)
      gaps.insert(gap.seq)
      from = nil
    }
    events = kept
    isThinned = true
  }
}
