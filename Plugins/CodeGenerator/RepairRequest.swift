import AgentKit

/// Another agent's wish that a module is mended which the model wrote: the module as the artifact
/// `failing_module`, how it fails as the artifact `failure`, and the request it was written for.
struct RepairRequest {
  let request: String
  let source: String
  let failure: String
  /// Which time the module is to be mended, from 1.
  let attempt: Int

  /// nil: the request is not one for a repair.
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
