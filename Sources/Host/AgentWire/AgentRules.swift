import AgentABI
import HermesContract

/// The rules of hermes_agent.h for the JSON that an agent supplies: results, errors, events. Each
/// function returns what is wrong, in words that name the member, or nil.
package enum AgentRules {
  /// The limit of an artifact's id.
  package static let maximumIDBytes = 512

  // MARK: - Results

  /// What is wrong with a result; nil if nothing is.
  package static func fault(ofResult json: JSONValue) -> String? {
    guard let object = json.object else { return "it is not an object" }
    if let fault = misspelling(in: object, known: ["artifacts", "text"], place: "") {
      return fault
    }
    // {} is an empty result; an object that only has unknown members is a mistake.
    guard
      object.members.isEmpty || member(of: json, named: "artifacts") != nil
        || member(of: json, named: "text") != nil
        || object.members.allSatisfy({ ["artifacts", "text"].contains($0.key) })
    else { return "it has neither artifacts nor text, but \(object.members[0].key)" }
    if let text = member(of: json, named: "text"), text.string == nil {
      return "its text is not a string"
    }
    guard let list = member(of: json, named: "artifacts") else { return nil }
    guard let artifacts = list.array else { return "its artifacts are not an array" }
    var seen: [String: Int] = [:]
    for (index, artifact) in artifacts.enumerated() {
      let place = "artifacts[\(index)]"
      if let fault = fault(ofArtifact: artifact, place) { return fault }
      let id = artifactID(artifact)?.string ?? ""
      if let first = seen[id] {
        return "\(place) has the same artifactId as artifacts[\(first)]: \"\(id.prefix(64))\""
      }
      seen[id] = index
    }
    return nil
  }

  private static func fault(ofArtifact json: JSONValue, _ place: String) -> String? {
    guard let object = json.object else { return "\(place) is not an object" }
    let known = ["artifactId", "artifact_id", "name", "description", "parts", "metadata"]
    if let fault = misspelling(in: object, known: known, place: place + ".") { return fault }
    guard let id = artifactID(json) else { return "\(place) has no artifactId" }
    guard let text = id.string else { return "\(place).artifactId is not a string" }
    guard (1...maximumIDBytes).contains(text.utf8.count) else {
      return "\(place).artifactId has \(text.utf8.count) bytes and not 1 to \(maximumIDBytes)"
    }
    for key in ["name", "description"] {
      if let value = member(of: json, named: key), value.string == nil {
        return "\(place).\(key) is not a string"
      }
    }
    guard let list = member(of: json, named: "parts") else { return "\(place) has no parts" }
    guard let parts = list.array else { return "\(place).parts is not an array" }
    guard !parts.isEmpty else { return "\(place).parts is empty" }
    for (index, part) in parts.enumerated() {
      if let fault = fault(ofPart: part, "\(place).parts[\(index)]") { return fault }
    }
    return nil
  }

  private static func fault(ofPart json: JSONValue, _ place: String) -> String? {
    guard let object = json.object else { return "\(place) is not an object" }
    let known = [
      "text", "data", "blob", "bytes", "mediaType", "media_type", "filename", "metadata",
    ]
    if let fault = misspelling(in: object, known: known, place: place + ".") { return fault }
    for key in ["text", "blob", "mediaType", "media_type", "filename"] {
      if let value = member(of: json, named: key), value.string == nil {
        return "\(place).\(key) is not a string"
      }
    }
    guard json["text"]?.string != nil || json["blob"]?.string != nil || json["data"] != nil else {
      return "\(place) has neither text, data nor blob"
    }
    return nil
  }

  // MARK: - Errors

  /// What is wrong with an error; nil if nothing is.
  package static func fault(ofError json: JSONValue) -> String? {
    guard let code = json["code"]?.string, !code.isEmpty, code.utf8.count <= 64 else {
      return "it has no code of 1 to 64 bytes"
    }
    return json["message"]?.string == nil ? "it has no message" : nil
  }

  // MARK: - Events

  /// What is wrong with an event of this kind; nil if nothing is.
  package static func fault(ofEvent json: JSONValue, kind: hermes_event_kind) -> String? {
    switch kind {
    case ABIEventKind.thinking: return json["thought"]?.string == nil ? "it has no thought" : nil
    case ABIEventKind.progress: return fault(ofProgress: json)
    case ABIEventKind.artifactChunk: return fault(ofChunk: json)
    case ABIEventKind.agent:
      if json["name"]?.string?.isEmpty != false { return "it has no name" }
      return json["payload"] == nil ? "it has no payload" : nil
    case ABIEventKind.inputRequired:
      return json["question"]?.string?.isEmpty != false ? "it has no question" : nil
    default: return "there is no kind \(kind)"
    }
  }

  private static func fault(ofProgress json: JSONValue) -> String? {
    guard json.object != nil else { return "it is not an object" }
    guard let fraction = json["fraction"] else { return nil }
    guard let value = fraction.double, (0...1).contains(value) else {
      return "its fraction is not a number from 0 to 1"
    }
    return nil
  }

  private static func fault(ofChunk json: JSONValue) -> String? {
    let id = artifactID(json)?.string
    guard let id else { return "it has no artifact_id" }
    if id.isEmpty { return "its artifact_id is empty" }
    if json["name"]?.string == nil { return "it has no name" }
    if mediaType(json) == nil { return "it has no media_type" }
    if json["text"]?.string == nil { return "it has no text" }
    for key in ["append", "last"] where json[key] != nil && json[key]?.bool == nil {
      return "its \(key) is neither true nor false"
    }
    return nil
  }

  // MARK: - Members

  /// The artifact's id, spelled as in A2A or as in events, so that authors need not remember which
  /// is used where.
  package static func artifactID(_ json: JSONValue) -> JSONValue? {
    member(of: json, named: "artifactId") ?? member(of: json, named: "artifact_id")
  }

  /// The media type, in either spelling; nil if it is absent or not a string.
  package static func mediaType(_ json: JSONValue) -> String? {
    json["mediaType"]?.string ?? json["media_type"]?.string
  }

  /// null counts as absent.
  private static func member(of json: JSONValue, named key: String) -> JSONValue? {
    guard let value = json[key], value != .null else { return nil }
    return value
  }

  /// Reports a member whose name is a likely misspelling. Other unknown members may come from a
  /// newer header.
  private static func misspelling(
    in object: JSONObject, known: [String], place: String
  ) -> String? {
    for (key, _) in object.members where !known.contains(key) {
      guard let meant = NearestName.nearest(to: key, among: known) else { continue }
      return "\(place)\(key) is not a member; did you mean \(meant)?"
    }
    return nil
  }
}
