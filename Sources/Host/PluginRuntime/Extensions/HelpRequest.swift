import HermesContract

/// An agent's request to another agent (hermes.agents/1).
struct HelpRequest: Sendable {
  /// Empty for any agent that offers the skill.
  var agent: String
  let skill: String?
  let message: Message
  let artifacts: [Artifact]

  /// nil if it does not match ext/agents.h.
  init?(_ payload: [UInt8]) {
    guard let json = JSONValue(parsing: payload),
      json["agent"] == nil || !(json["agent"]?.string ?? "").isEmpty,
      json["skill"] == nil || json["skill"]?.string != nil,
      json["agent"] != nil || !(json["skill"]?.string ?? "").isEmpty
    else { return nil }
    agent = json["agent"]?.string ?? ""
    skill = json["skill"]?.string
    switch (json["text"]?.string, json["message"]) {
    case (let text?, nil) where !text.isEmpty: message = Message(parts: [Part(text: text)])
    case (nil, let value?):
      let raw = value["parts"]?.array ?? []
      let parts = raw.compactMap(Part.init(json:))
      guard !parts.isEmpty, parts.count == raw.count else { return nil }
      message = Message(parts: parts)
    default: return nil
    }
    let raw = json["artifacts"]?.array ?? []
    artifacts = raw.compactMap(Artifact.init(json:))
    guard artifacts.count == raw.count, json["artifacts"] == nil || json["artifacts"]?.array != nil
    else { return nil }
  }
}
