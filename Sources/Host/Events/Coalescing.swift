import HermesContract

/// Merges adjacent lossy events for a reader that has fallen behind: fewer frames, without losing
/// state.
///
/// Only events that are adjacent in the order of the stream are merged. On a user's stream an
/// event of another task may come between; a reader that resumes at that event's cursor would miss
/// what had been merged across it.
enum Coalescing {
  static func merge(_ events: [CommittedEvent]) -> [CommittedEvent] {
    var merged: [CommittedEvent] = []
    merged.reserveCapacity(events.count)
    var open: LossyRun?
    for event in events {
      if open?.append(event) == true { continue }
      if let run = open { merged.append(run.event) }
      open = LossyRun(event)
      if open == nil { merged.append(event) }
    }
    if let run = open { merged.append(run.event) }
    return merged
  }
}

/// Consecutive lossy events of one task that can be represented by one.
private struct LossyRun {
  private var last: CommittedEvent
  private let firstSeq: Int64
  private var object: JSONObject
  private var data: JSONObject
  private var texts: [String] = []

  /// nil if the event is lossless.
  init?(_ event: CommittedEvent) {
    guard let (object, data) = Self.lossy(event) else { return nil }
    last = event
    firstSeq = event.seq
    self.object = object
    self.data = data
    if event.type == .artifactDelta { texts = [data["text"]?.string ?? ""] }
  }

  /// - Returns: false if the event cannot be merged with the run.
  mutating func append(_ next: CommittedEvent) -> Bool {
    guard next.type == last.type, next.task == last.task, next.seq == last.seq + 1,
      let (object, data) = Self.lossy(next)
    else { return false }
    if next.type == .artifactDelta {
      // A delta that does not append starts over, and nothing may follow a last one.
      guard data["append"]?.bool == true, self.data["last"]?.bool != true,
        Self.identity(of: data) == Self.identity(of: self.data)
      else { return false }
      texts.append(data["text"]?.string ?? "")
      self.data["last"] = data["last"]
    } else {
      let keys = ["step_number", "agent_name", "attempt"]
      guard keys.allSatisfy({ data[$0] == self.data[$0] }) else { return false }
      // The newest value wins; keys that only an earlier event had are kept.
      for (key, value) in data.members { self.data[key] = value }
    }
    last = next
    self.object = object
    return true
  }

  /// The single event of the run unchanged, or one event for all of them.
  var event: CommittedEvent {
    guard last.seq > firstSeq else { return last }
    var data = data
    if last.type == .artifactDelta { data["text"] = .string(texts.joined()) }
    data["first_seq"] = .int(firstSeq)
    data["coalesced"] = .int(last.seq - firstSeq + 1)
    var object = object
    object["data"] = .object(data)
    var event = last
    event.json = JSONWriter.bytes(.object(object))
    return event
  }

  private static func lossy(_ event: CommittedEvent) -> (JSONObject, data: JSONObject)? {
    guard event.type.isLossy, let object = JSONValue(parsing: event.json)?.object,
      let data = object["data"]?.object, data["step_number"] != nil
    else { return nil }
    // The first event of a step says only that the agent is working.
    guard event.type != .agentThinking || data["thought"] != nil else { return nil }
    guard event.type != .artifactDelta || data["text"]?.string != nil else { return nil }
    return (object, data)
  }

  /// What identifies the target of a delta: everything except what it adds.
  private static func identity(of delta: JSONObject) -> JSONObject {
    JSONObject(delta.members.filter { !["text", "append", "last"].contains($0.key) })
  }
}
