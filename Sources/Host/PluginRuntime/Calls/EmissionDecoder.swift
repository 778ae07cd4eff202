import AgentABI
import HermesAgentWire
import HermesContract

/// Parses what an agent emits; nil if it does not match hermes_agent.h for its kind.
enum EmissionDecoder {
  static func decode(kind: hermes_event_kind, _ json: JSONValue) -> AgentEmission? {
    switch kind {
    case ABIEventKind.thinking: json["thought"]?.string.map { .thinking($0) }
    case ABIEventKind.progress: progress(json)
    case ABIEventKind.artifactChunk: chunk(json)
    case ABIEventKind.agent: event(json)
    default: nil
    }
  }

  /// nil if it does not match the question in hermes_agent.h.
  static func question(_ json: JSONValue) -> AgentQuestion? {
    guard let question = json["question"]?.string, !question.isEmpty else { return nil }
    return AgentQuestion(question, state: json["state"] ?? .null)
  }

  private static func progress(_ json: JSONValue) -> AgentEmission? {
    guard json.object != nil else { return nil }
    let fraction = json["fraction"]?.double
    guard fraction != nil || json["fraction"] == nil, (0...1).contains(fraction ?? 0) else {
      return nil
    }
    return .progress(fraction: fraction, note: json["note"]?.string)
  }

  private static func chunk(_ json: JSONValue) -> AgentEmission? {
    guard let id = AgentRules.artifactID(json)?.string, !id.isEmpty,
      let name = json["name"]?.string, let mediaType = AgentRules.mediaType(json),
      let text = json["text"]?.string
    else { return nil }
    return .chunk(
      artifactID: id, name: name, mediaType: mediaType, text: text,
      append: json["append"]?.bool ?? false, last: json["last"]?.bool ?? false)
  }

  private static func event(_ json: JSONValue) -> AgentEmission? {
    guard let name = json["name"]?.string, !name.isEmpty, let payload = json["payload"] else {
      return nil
    }
    return .event(name: name, payload: payload)
  }
}
