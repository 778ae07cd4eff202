import AgentKit

/// Another agent's request to repair a module that the model wrote: the module as the artifact
/// `failing_module`, its failure as the artifact `failure`, and the original request.
struct RepairRequest {
  let request: String
  let source: String
  let failure: String
  /// The number of this attempt, starting at 1.
  let attempt: Int

  /// Nil if the request is not for a repair.
  init?(_ request: AgentRequest) {
    func artifactText(_ id: String) -> String? {
      request.artifacts.first { $0.artifactId == id }?.parts.first?.text
    }
    guard let source = artifactText("failing_module") else { return nil }
    self.request = request.text
    self.source = source
    failure = artifactText("failure") ?? ""
    let module = request.artifacts.first { $0.artifactId == "failing_module" }
    attempt = module?.metadata?["attempt"]?.integer.flatMap(Int.init(exactly:)) ?? 1
  }
}
