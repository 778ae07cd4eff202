import AgentKit

/// Asks the agent that made a module to repair it, at most twice.
struct Repair {
  private static let maximum = 2
  private static let maximumBytes = 64 << 10
  /// Error codes that are the code's own fault.
  private static let codes: Set<String> = [
    "syntax_error", "load_failed", "doctest_failed", "time_limit", "output_limit",
  ]

  static func isFault(_ error: AgentError) -> Bool { codes.contains(error.code) }

  /// The module's original request.
  let request: String
  let call: AgentCall
  private var count = 0

  init(request: String, call: AgentCall) {
    self.request = request
    self.call = call
  }

  /// The repaired source.
  /// - Throws: `failure`, with what was tried, if the module can't be repaired;
  ///   `CancellationError`.
  mutating func source(
    of module: SubmittedModule, after failure: AgentError
  ) async throws -> String {
    guard let agent = module.repairAgent, Self.codes.contains(failure.code),
      module.source.utf8.count <= Self.maximumBytes
    else { throw failure }
    guard count < Self.maximum else {
      throw extended(failure, more: "\(agent) mended it \(count) times.")
    }
    count += 1
    try await call.think(
      "It fails (\(failure.code)): asking \(agent) to mend it, \(count) of \(Self.maximum).")
    do {
      let answer = try await call.ask(
        agent, request,
        artifacts: [
          artifact(
            "failing_module", name: module.filename, text: module.source,
            mediaType: "text/x-python",
            metadata: ["attempt": .number(Double(count))]),
          artifact("failure", name: "failure.txt", text: failure.message, mediaType: "text/plain"),
        ])
      let parts = answer.artifacts.flatMap(\.parts)
      guard let source = parts.first(where: { $0.mediaType == "text/x-python" })?.text else {
        throw extended(failure, more: "\(agent) gave nothing in its place.")
      }
      return source
    } catch let error as AgentError where error.code != failure.code {
      try Task.checkCancellation()
      throw extended(failure, more: "\(agent) can't mend it (\(error.code)).")
    }
  }

  private func extended(_ failure: AgentError, more: String) -> AgentError {
    var error = failure
    error.message += " " + more
    return error
  }

  private func artifact(
    _ id: String, name: String, text: String, mediaType: String,
    metadata: [String: JSONValue]? = nil
  ) -> AgentArtifact {
    AgentArtifact(
      artifactId: id, name: name,
      parts: [AgentPart(text: text, mediaType: mediaType, filename: name)], metadata: metadata)
  }
}
