import AgentABI
import HermesAgentWire
import HermesContract

/// The rules of hermes_agent.h for the JSON of events, results and errors. Every function returns
/// what is wrong, or nil.
enum EventRules {
  static func fault(kind: hermes_event_kind, _ bytes: [UInt8]?) -> String? {
    guard let bytes else { return "its bytes are NULL with a length" }
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch { return "its JSON is not valid: \(error)" }
    return AgentRules.fault(ofEvent: json, kind: kind)
  }

  static func resultFault(_ bytes: [UInt8]?) -> String? {
    guard let bytes else { return "its bytes are NULL with a length" }
    guard bytes.count <= ABILimit.resultBytes else { return "it has more than 8 MiB" }
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch { return "its JSON is not valid: \(error)" }
    return AgentRules.fault(ofResult: json)
  }

  /// The media types of a result if none of them matches `skill`'s output modes; nil if one does,
  /// or if the result has no artifacts.
  static func undeclared(_ bytes: [UInt8], by skill: Skill) -> [String]? {
    guard let json = JSONValue(parsing: bytes) else { return nil }
    let artifacts = (json["artifacts"]?.array ?? []).compactMap(Artifact.init(json:))
    guard skill.breaksPromise(with: artifacts) else { return nil }
    return artifacts.flatMap { $0.parts.map(\.mediaType) }
  }

  static func errorFault(_ bytes: [UInt8]?) -> String? {
    guard let bytes else { return "its bytes are NULL with a length" }
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch { return "its JSON is not valid: \(error)" }
    return AgentRules.fault(ofError: json)
  }
}
