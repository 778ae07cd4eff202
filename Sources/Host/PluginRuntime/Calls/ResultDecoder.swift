import HermesAgentWire
import HermesContract

/// Parses the JSON passed to `finish`.
enum ResultDecoder {
  /// nil if it does not match the result in hermes_agent.h (`AgentRules`).
  static func result(_ json: JSONValue) -> AgentResult? {
    guard AgentRules.fault(ofResult: json) == nil else { return nil }
    let artifacts = (json["artifacts"]?.array ?? []).compactMap(Artifact.init(json:))
    let text = json["text"]?.string
    if artifacts.isEmpty, let text, !text.isEmpty {
      // Only artifacts are stored, shown and passed on, so a bare text becomes one.
      let artifact = Artifact(id: "text", name: "text", parts: [Part(text: text)])
      return AgentResult(artifacts: [artifact], text: text)
    }
    return AgentResult(artifacts: artifacts, text: text)
  }

  /// nil if it does not match the error in hermes_agent.h.
  static func error(_ json: JSONValue) -> HermesError? {
    guard AgentRules.fault(ofError: json) == nil, let code = json["code"]?.string,
      let message = json["message"]?.string
    else { return nil }
    let delay = json["retry_after_ms"]?.int.map {
      Duration.milliseconds(max(0, min($0, 3_600_000)))
    }
    return HermesError(
      ofAgent: code, message, isRetryable: json["retryable"]?.bool ?? false, retryAfter: delay)
  }
}
