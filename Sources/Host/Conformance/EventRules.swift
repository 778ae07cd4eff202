import AgentABI
import HermesContract

/// What hermes_agent.h asks of the JSON of events, results and errors. Every function answers what is
/// wrong, or nil.
enum EventRules {
  static let maximumEventBytes = 1 << 20
  static let maximumResultBytes = 8 << 20

  static func fault(kind: Int32, _ bytes: [UInt8]?) -> String? {
    guard let bytes else { return "its bytes are NULL with a length" }
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch { return "its JSON is not valid: \(error)" }
    switch kind {
    case 1: return json["thought"]?.string == nil ? "it has no thought" : nil
    case 2: return progressFault(json)
    case 3: return chunkFault(json)
    case 4:
      if json["name"]?.string?.isEmpty != false { return "it has no name" }
      return json["payload"] == nil ? "it has no payload" : nil
    case 5: return json["question"]?.string?.isEmpty != false ? "it has no question" : nil
    default: return "there is no kind \(kind)"
    }
  }

  private static func progressFault(_ json: JSONValue) -> String? {
    guard json.object != nil else { return "it is not an object" }
    guard let fraction = json["fraction"] else { return nil }
    guard let value = fraction.double, (0...1).contains(value) else {
      return "its fraction is not a number from 0 to 1"
    }
    return nil
  }

  private static func chunkFault(_ json: JSONValue) -> String? {
    for key in ["artifact_id", "name", "media_type", "text"] where json[key]?.string == nil {
      return "it has no \(key)"
    }
    if json["artifact_id"]?.string == "" { return "its artifact_id is empty" }
    for key in ["append", "last"] where json[key] != nil && json[key]?.bool == nil {
      return "its \(key) is neither true nor false"
    }
    return nil
  }

  static func resultFault(_ bytes: [UInt8]?) -> String? {
    guard let bytes else { return "its bytes are NULL with a length" }
    guard bytes.count <= maximumResultBytes else { return "it has more than 8 MiB" }
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch { return "its JSON is not valid: \(error)" }
    guard json.object != nil else { return "it is not an object" }
    guard let list = json["artifacts"] else { return nil }
    guard let artifacts = list.array else { return "its artifacts are not an array" }
    let read = artifacts.compactMap(Artifact.init(json:))
    guard read.count == artifacts.count else {
      return "artifact \(read.count) has no artifactId or no readable parts"
    }
    return Set(read.map(\.id)).count == read.count ? nil : "two artifacts have the same artifactId"
  }

  static func errorFault(_ bytes: [UInt8]?) -> String? {
    guard let bytes else { return "its bytes are NULL with a length" }
    let json: JSONValue
    do { json = try JSONParser.parse(bytes) } catch { return "its JSON is not valid: \(error)" }
    guard let code = json["code"]?.string, !code.isEmpty, code.utf8.count <= 64 else {
      return "it has no code of 1 to 64 bytes"
    }
    return json["message"]?.string == nil ? "it has no message" : nil
  }
}
