import AgentKit

extension PythonExpert {
  /// For other agents, not reachable by words: it has no tags.
  static let executeSkill = AgentSkill(
    id: "python_execute", name: "Run a Python program",
    description: """
      Runs a Python program in the sandbox, over the files that come with it, and gives what it prints. The \
      standard library is there, and neither the network nor anything else of this machine.
      """,
    tags: [], inputModes: ["text/x-python"], outputModes: ["text/plain"],
    // No words: it is for other agents.
    routing: AgentSkill.Routing(
      category: "code_review", capabilities: [:], task: "Run a Python program", idempotent: true))

  private static let maximumFiles = 16
  private static let maximumBytes = 12 << 20

  struct ProgramRun: Decodable, Sendable {
    /// Where it failed; nil if it ended normally.
    let error: String?
  }

  /// Runs the last Python part of the artifacts or the message, with the other parts as files under
  /// their names.
  /// - Throws: `program_failed` with where it failed, and errors of the sandbox.
  func execute(_ request: AgentRequest, call: AgentCall) async throws -> AgentResult {
    guard !sandbox.isWeak else {
      throw AgentError(
        code: "sandbox_unavailable",
        message: "Programs are only run inside bubblewrap, which is missing. Install bubblewrap.")
    }
    let program = try SubmittedModule(request)
    let files = try Self.files(of: request, beside: program)
    try await call.think("Running \(program.filename) in the sandbox.")
    let run = try await sandbox.run(
      .execute, source: program.source, files: files, as: ProgramRun.self)
    if let error = run.result.error {
      throw AgentError(code: "program_failed", message: "\(program.filename), \(error)")
    }
    return AgentResult(
      text: run.printed.isEmpty ? "It printed nothing." : String(run.printed.prefix(1000)),
      artifacts: [
        AgentArtifact(
          artifactId: "output", name: "output.txt", description: "What the program printed",
          parts: [
            AgentPart(text: run.printed, mediaType: "text/plain", filename: "output.txt")
          ])
      ])
  }

  /// - Throws: `too_many_files`.
  private static func files(
    of request: AgentRequest, beside program: SubmittedModule
  ) throws -> [[String]] {
    let parts = request.artifacts.flatMap(\.parts) + request.codeParts
    let files = parts.compactMap { part -> [String]? in
      guard let text = part.text, text != program.source, let name = part.filename else {
        return nil
      }
      return [SubmittedModule.plain(name), text]
    }
    guard files.count <= maximumFiles,
      files.map(\.[1].utf8.count).reduce(0, +) <= maximumBytes
    else {
      throw AgentError(
        code: "too_many_files",
        message: "A program gets at most \(maximumFiles) files of \(maximumBytes >> 20) MiB in all."
      )
    }
    return files
  }
}
