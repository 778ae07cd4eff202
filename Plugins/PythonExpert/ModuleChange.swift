import AgentKit

/// A change of a module that a request can ask for by name and that can be made without a model.
enum ModuleChange: String, Sendable, CaseIterable {
  case errorHandling = "error_handling"
  case logging

  private var words: [String] {
    switch self {
    case .errorHandling:
      ["error handling", "type check", "argument check", "validat", "exception", "robust"]
    case .logging: ["logging", "log "]
    }
  }

  /// - Throws: `unknown_change` with what there is.
  init(_ text: String) throws {
    let text = text.lowercased() + " "
    guard let change = Self.allCases.first(where: { $0.words.contains(where: text.contains) })
    else {
      throw AgentError(
        code: "unknown_change",
        message: "These changes can be made: error handling (argument checks) and logging.")
    }
    self = change
  }
}

/// What changes.py answers.
struct ChangedModule: Decodable, Sendable {
  /// Why nothing was changed.
  let error: String?
  let source: String?
  let done: [String]?
}

extension PythonExpert {
  static let changeSkill = AgentSkill(
    id: "change_python", name: "Change Python code",
    description: "Adds argument checks or logging to a Python module and runs its doctests again.",
    tags: ["python", "code_change", "error_handling", "logging"],
    examples: ["Now add error handling", "Add logging to it"],
    inputModes: ["text/x-python"], outputModes: ["text/x-python"],
    routing: AgentSkill.Routing(
      category: "code_change",
      capabilities: [
        "code_change": AgentSkill.Capability(
          verbs: ["add", "include", "insert", "extend", "need", "want", "put"],
          objects: [
            "error handling", "argument check", "type check", "input validation", "validation",
            "exception", "logging", "log",
          ])
      ],
      task: "Change Python code", idempotent: true))

  /// Changes a module as the request says. The doctests must pass before and after.
  func change(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    let module = try SubmittedModule(request)
    let change = try ModuleChange(request.wish)
    let review = try await sandbox.run(.review, module.source, as: StaticReview.self)
    if let problem = review.syntaxError {
      throw AgentError(code: "syntax_error", message: "\(module.filename), \(problem)")
    }
    _ = try await runDoctests(module.source, module.filename)
    let changed = try await sandbox.run(
      .change, module.source, wish: change.rawValue, as: ChangedModule.self)
    guard let source = changed.source, let done = changed.done else {
      throw AgentError(
        code: "nothing_to_change", message: changed.error ?? "Nothing could be changed.")
    }
    try await call.think("Changed: \(done.joined(separator: ", ")). Running the doctests again.")
    let doctests = try await runDoctests(source, module.filename)
    try await call.artifactChunk(
      source, artifactId: "changed_module", name: module.filename, mediaType: "text/x-python",
      append: false, last: true)
    return AgentResult(
      text: """
        \(module.filename): \(done.joined(separator: ", ")); \
        \(doctests.attempted ?? 0) doctests pass.
        """,
      artifacts: [
        AgentArtifact(
          artifactId: "changed_module", name: module.filename, description: "The changed module",
          parts: [
            AgentPart(text: source, mediaType: "text/x-python", filename: module.filename)
          ],
          metadata: [
            "source": "change", "change": .string(change.rawValue),
            "done": .array(done.map { .string($0) }),
          ])
      ])
  }
}
