import AgentABI
import HermesContract

/// Writes an emission in the form in which an agent passes it to `emit`.
enum EmissionEncoder {
  /// nil for emissions that an agent cannot make itself.
  static func encode(_ emission: AgentEmission) -> (kind: hermes_event_kind, json: [UInt8])? {
    switch emission {
    case .thinking(let thought):
      (ABIEventKind.thinking, JSONWriter.bytes(["thought": .string(thought)]))
    case .progress(let fraction, let note): (ABIEventKind.progress, progress(fraction, note: note))
    case .chunk(let id, let name, let mediaType, let text, let append, let last):
      (
        ABIEventKind.artifactChunk,
        JSONWriter.bytes([
          "artifact_id": .string(id), "name": .string(name), "media_type": .string(mediaType),
          "text": .string(text), "append": .bool(append), "last": .bool(last),
        ])
      )
    case .event(let name, let payload):
      (ABIEventKind.agent, JSONWriter.bytes(["name": .string(name), "payload": payload]))
    case .from: nil
    }
  }

  static func encode(_ question: AgentQuestion) -> [UInt8] {
    JSONWriter.bytes(["question": .string(question.question), "state": question.state])
  }

  private static func progress(_ fraction: Double?, note: String?) -> [UInt8] {
    var object = JSONObject()
    object["fraction"] = fraction.map(JSONValue.double)
    object["note"] = note.map(JSONValue.string)
    return JSONWriter.bytes(.object(object))
  }
}
