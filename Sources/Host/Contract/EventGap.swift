/// What stands in a task's history in place of events that retention has removed. It has the numbers of the last of
/// them, so positions lead to the right place; what clients get is the frame that says what is missing.
package struct EventGap: Sendable, Equatable {
  /// The name by which a store tells it from events.
  package static let storedType = "gap"
  /// What it passes for where a type of event is needed: one that is never merged with another or left out.
  package static let type = EventType.agentEvent

  package var task: TaskID
  package var from: Int64
  package var to: Int64

  package init(task: TaskID, from: Int64, to: Int64) {
    self.task = task
    self.from = from
    self.to = to
  }

  /// One that is stored.
  package init?(task: TaskID, json: [UInt8]) {
    guard let data = (try? JSONParser.parse(json))?["data"], let from = data["from"]?.int,
      let to = data["to"]?.int
    else { return nil }
    self.init(task: task, from: from, to: to)
  }

  package var json: [UInt8] {
    JSONWriter.bytes(
      ControlFrame.gap(from: .int(from), to: .int(to), reason: "retention", task: task))
  }
}

extension CommittedEvent {
  /// Whether it stands for events that retention has removed, and has no `seq` of its own in its JSON.
  package var isGap: Bool { json.starts(with: #"{"type":"gap","#.utf8) }
}
