import AgentKit

extension PythonExpert {
  static let changeSkill = AgentSkill(
    id: "change_python", name: "Change Python code",
    description: """
      Adds argument checks, logging, docstrings or type hints to a Python module, gives a function another \
      name, or makes a test file of the doctests; and runs the doctests again.
      """,
    tags: [
      "python", "code_change", "error_handling", "logging", "docstrings", "type_hints", "rename",
    ],
    examples: ["Now add error handling", "Add logging to it", "Rename it to total"],
    inputModes: ["text/x-python"], outputModes: ["text/x-python"],
    routing: AgentSkill.Routing(
      category: "code_change",
      capabilities: [
        "code_change": AgentSkill.Capability(
          verbs: [
            "add", "include", "insert", "extend", "need", "want", "put", "rename", "write",
          ],
          objects: [
            "error handling", "argument check", "type check", "input validation", "validation",
            "exception", "logging", "log", "docstring", "type hint", "type annotation",
            "annotation",
            "unit test", "test case",
          ])
      ],
      task: "Change Python code", idempotent: true))

  /// Changes a module as the request says. The doctests must pass before and after.
  func change(
    _ module: SubmittedModule, _ wish: ModuleWish, _ call: AgentCall
  ) async throws -> AgentResult {
    let review = try await sandbox.run(.review, module.source, as: StaticReview.self)
    if let problem = review.syntaxError {
      throw AgentError(code: "syntax_error", message: "\(module.filename), \(problem)")
    }
    _ = try await runDoctests(module.source, module.filename)
    var work = ModuleWork(source: module.source, filename: module.filename)
    for change in wish.changes {
      try await make(change, &work)
    }
    guard !work.done.isEmpty else {
      throw AgentError(code: "nothing_to_change", message: work.refusals.joined(separator: " "))
    }
    try await call.think(
      "Changed: \(work.done.joined(separator: ", ")). Running the doctests again.")
    let doctests = try await runDoctests(work.source, module.filename)
    return try await result(of: work, doctests, wish, call)
  }

  private func make(_ change: ModuleChange, _ work: inout ModuleWork) async throws {
    let changed = try await sandbox.run(
      .change, work.source, change: change, as: ChangedModule.self)
    guard let source = changed.source, let done = changed.done else {
      work.refusals.append(changed.error ?? "Nothing could be changed.")
      return
    }
    if change == .tests {
      work.tests = source.replacing("MODULE", with: work.moduleName)
    } else {
      work.source = source
      work.isChanged = true
    }
    work.done += done
  }

  private func result(
    of work: ModuleWork, _ doctests: DoctestRun, _ wish: ModuleWish, _ call: AgentCall
  ) async throws -> AgentResult {
    let unmet =
      wish.unknown.map { Self.unmet($0, "unknown_change", "Known changes: \(ModuleChange.known).") }
      + work.refusals.map { Self.unmet("a change", "nothing_to_change", $0) }
    let metadata: [String: JSONValue] = [
      "source": "change", "done": .array(work.done.map { .string($0) }), "unmet": .array(unmet),
    ]
    var artifacts: [AgentArtifact] = []
    if let tests = work.tests {
      artifacts.append(
        try await artifact(
          "tests", "test_\(work.moduleName).py", "The tests", tests, metadata, call))
    }
    if work.isChanged || artifacts.isEmpty {
      artifacts.insert(
        try await artifact(
          "changed_module", work.filename, "The changed module", work.source, metadata, call), at: 0
      )
    }
    return AgentResult(
      text: """
        \(work.filename): \(work.done.joined(separator: ", ")); \
        \(doctests.attempted ?? 0) doctests pass.
        """,
      artifacts: artifacts)
  }

  private func artifact(
    _ id: String, _ name: String, _ description: String, _ text: String,
    _ metadata: [String: JSONValue], _ call: AgentCall
  ) async throws -> AgentArtifact {
    try await call.artifactChunk(
      text, artifactId: id, name: name, mediaType: "text/x-python", append: false, last: true)
    return AgentArtifact(
      artifactId: id, name: name, description: description,
      parts: [AgentPart(text: text, mediaType: "text/x-python", filename: name)],
      metadata: metadata)
  }

  static func unmet(_ wish: String, _ code: String, _ reason: String) -> JSONValue {
    ["wish": .string(wish), "code": .string(code), "reason": .string(reason)]
  }
}

/// A module while it is changed.
struct ModuleWork {
  var source: String
  let filename: String
  /// The file of its tests, if it was asked for.
  var tests: String?
  var isChanged = false
  var done: [String] = []
  /// Why changes were not made.
  var refusals: [String] = []

  init(source: String, filename: String) {
    self.source = source
    self.filename = filename
  }

  var moduleName: String {
    let name = filename.hasSuffix(".py") ? String(filename.dropLast(3)) : filename
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : "module"
  }
}
