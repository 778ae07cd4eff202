/// Replaces the events of a task's history that retention has removed. It carries the numbers of
/// the last of them, so that stream positions stay valid; clients receive a frame that names the
/// missing range.
package struct EventGap: Sendable, Equatable {
  /// The type name that marks a gap in a store.
  package static let storedType = "gap"
  /// The event type that a gap is given where one is needed: a type that is never merged or
  /// dropped.
  package static let type = EventType.agentEvent

  /// The task whose history has the gap.
  package var task: TaskID
  /// The `seq` of the first missing event.
  package var from: Int64
  /// The `seq` of the last missing event.
  package var to: Int64

  package init(task: TaskID, from: Int64, to: Int64) {
    self.task = task
    self.from = from
    self.to = to
  }

  /// Parses a stored gap.
  package init?(task: TaskID, json: [UInt8]) {
    guard let data = JSONValue(parsing: json)?["data"], let from = data["from"]?.int,
      let to = data["to"]?.int
    else { return nil }
    self.init(task: task, from: from, to: to)
  }

  /// The stored form, which is also the frame that clients receive.
  package var json: [UInt8] {
    JSONWriter.bytes(
      ControlFrame.gap(from: .int(from), to: .int(to), reason: "retention", task: task))
  }
}

extension CommittedEvent {
  /// Whether it stands for events that retention has removed. Such JSON has no `seq`.
  package var isGap: Bool { json.starts(with: #"{"type":"gap","#.utf8) }
}
