/// An event before the store has assigned its `seq` and `cursor` and fixed its bytes.
package struct EventDraft: Sendable {
  /// The event's type.
  package let type: EventType
  /// A sentence for people; may be empty.
  package let message: String
  /// The `data` object as JSON text: encoded where the event arises, not on the journal's thread.
  package let data: [UInt8]
  /// When the event arose.
  package let timestamp: Timestamp

  package init(
    _ type: EventType, message: String = "", data: JSONValue = .object(JSONObject()),
    at timestamp: Timestamp = .now
  ) {
    self.type = type
    self.message = message
    self.data = JSONWriter.bytes(data)
    self.timestamp = timestamp
  }

  /// The event as clients receive it, with its numbers.
  package func encoded(_ numbers: EventNumbers) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(data.count + message.utf8.count + 192)
    out.append(contentsOf: "{\"type\":\"".utf8)
    out.append(contentsOf: type.rawValue.utf8)
    out.append(contentsOf: "\",\"task_id\":\"".utf8)
    out.append(contentsOf: numbers.task.text.utf8)
    out.append(contentsOf: "\",\"seq\":".utf8)
    out.append(contentsOf: String(numbers.seq).utf8)
    out.append(contentsOf: ",\"cursor\":\"".utf8)
    out.append(contentsOf: Cursor(numbers.cursor).text.utf8)
    out.append(contentsOf: "\",\"message\":".utf8)
    JSONWriter.write(message, to: &out)
    out.append(contentsOf: ",\"data\":".utf8)
    out.append(contentsOf: data)
    out.append(contentsOf: ",\"timestamp\":\"".utf8)
    out.append(contentsOf: timestamp.text.utf8)
    out.append(contentsOf: "\"}".utf8)
    return out
  }
}
