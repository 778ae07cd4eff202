import AgentKit

extension PythonExpert {
  static let changeSkill = AgentSkill(
    id: "change_python", name: "Change Python code",
    description: """
      Adds argument checks, logging, docstrings or type hints to a Python module, gives a function another \
      name, or makes tests of the doctests; and runs the doctests again.
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
          ]
            // "Test" alone asks for a review.
            + ["write", "add", "include", "need", "want"].flatMap { verb in
              ["test", "some test", "a few test", "the test", "a test", "more test"]
                .map { "\(verb) \($0)" }
            })
      ],
      task: "Change Python code", idempotent: true))

  /// Each change is a run of the sandbox, of which few can run concurrently.
  private static let maximumChanges = 12

  /// Changes a module as the request says. The doctests must pass before and after.
  func change(
    _ module: SubmittedModule, wish: ModuleWish, call: AgentCall, byModel: ModuleByModel
  ) async throws -> AgentResult {
    let review = try await sandbox.run(.review, source: module.source, as: StaticReview.self)
    if let problem = review.syntaxError {
      throw AgentError(code: "syntax_error", message: "\(module.filename), \(problem)")
    }
    _ = try await runDoctests(of: module.source, filename: module.filename)
    var work = ModuleWork(source: module.source, filename: module.filename)
    if let first = wish.changes.dropFirst(Self.maximumChanges).first {
      work.refusals.append(
        (
          "\(wish.changes.count - Self.maximumChanges) more, from \(first.spelled) on",
          "One request makes at most \(Self.maximumChanges) changes: ask again for the rest."
        ))
    }
    for change in wish.changes.prefix(Self.maximumChanges) {
      // The earlier step may have made the change, because it received the same request.
      if !module.isGiven, change.isMade(in: module) {
        work.done.append("\(change.spelled) (as the step before did)")
        continue
      }
      try await apply(change, to: &work)
    }
    // The earlier step received the same request and has left nothing to do.
    if work.done.isEmpty, module.isChanged {
      work.done = wish.changes.map(\.spelled)
      work.refusals = []
    }
    guard !work.done.isEmpty else {
      // If the rules find nothing to do, the model may.
      switch try await byModel.writeModule() {
      case .changed(let work): return try await result(of: work, module: module, call: call)
      case .noHelp(let reason):
        let own = work.refusals.map { $0.reason.replacing(", or configure a model", with: "") }
        throw nothingToChange(own + ["The model did not help (\(reason))."])
      case .explained, .noModel: break
      }
      guard wish.wantsReview else { throw nothingToChange(work.refusals.map(\.reason)) }
      return try await self.review(
        module, wish: wish, call: call, byModel: byModel, refusals: work.refusals)
    }
    try await call.think(
      "Changed: \(work.done.joined(separator: ", ")). Running the doctests again.")
    let doctests = try await runDoctests(of: work.source, filename: module.filename)
    return try await result(of: work, module: module, doctests: doctests, wish: wish, call: call)
  }

  private func nothingToChange(_ reasons: [String]) -> AgentError {
    AgentError(code: "nothing_to_change", message: reasons.joined(separator: " "))
  }

  private func apply(_ change: ModuleChange, to work: inout ModuleWork) async throws {
    let change = work.meant(by: change)
    let changed = try await sandbox.run(
      .change, source: work.source, change: change, as: ChangedModule.self)
    guard let source = changed.source, let done = changed.done else {
      work.refusals.append((change.spelled, changed.error ?? "Nothing could be changed."))
      return
    }
    if case .tests = change, let error = try await failure(ofTests: source) {
      work.refusals.append(
        (change.spelled, "The tests that the doctests give do not pass: \(error)"))
      return
    }
    work.source = source
    work.done += done
    if let left = changed.left, !left.isEmpty {
      let more = left.count > 8 ? " and \(left.count - 8) more" : ""
      work.refusals.append(
        (
          "\(change.spelled) for \(left.prefix(8).joined(separator: "; "))\(more)",
          change == .typeHints
            ? "No type follows from a default or from what is returned."
            : "Its body stands on the line of its head."
        ))
    }
  }

  /// How the tests that were added to a module fail; nil also if running the module would run
  /// something else.
  private func failure(ofTests source: String) async throws -> String? {
    guard !sandbox.isWeak, source.hasSuffix("unittest.main()\n") else { return nil }
    return try await sandbox.run(.execute, source: source, files: [], as: ProgramRun.self).result
      .error
  }

  private func result(
    of work: ModuleWork, module: SubmittedModule, doctests: DoctestRun, wish: ModuleWish,
    call: AgentCall
  ) async throws -> AgentResult {
    let unmet =
      wish.unknown.map {
        Self.unmet($0, code: "unknown_change", reason: "Known changes: \(ModuleChange.known).")
      }
      + Self.unmet(work.refusals) + module.unmetOthers
      + [wish.wantsFix].compactMap(\.self).map {
        Self.unmet(
          $0, code: "unknown_change",
          reason: "Without a model faults are found by a review, and not mended.")
      }
    let metadata: [String: JSONValue] = [
      "source": "change", "done": .array(work.done.map { .string($0) }), "unmet": .array(unmet),
    ]
    try await call.artifactChunk(
      work.source, artifactId: "changed_module", name: work.filename, mediaType: "text/x-python",
      append: false, last: true)
    var artifacts = [
      AgentArtifact(
        artifactId: "changed_module", name: work.filename, description: "The changed module",
        parts: [
          AgentPart(text: work.source, mediaType: "text/x-python", filename: work.filename)
        ],
        metadata: metadata)
    ]
    if wish.wantsReview { artifacts.append(try await review(of: work, doctests)) }
    return AgentResult(
      text: """
        \(work.filename): \(work.done.joined(separator: ", ")); \
        \(doctests.attempted ?? 0) doctests pass.
        """,
      artifacts: artifacts)
  }

  /// The report on a module after its changes.
  private func review(of work: ModuleWork, _ doctests: DoctestRun) async throws -> AgentArtifact {
    let review = try await sandbox.run(.review, source: work.source, as: StaticReview.self)
    let report = ReviewReport(
      filename: work.filename, review: review, doctests: doctests, fixes: [],
      isWeak: sandbox.isWeak)
    return AgentArtifact(
      artifactId: "review_report", name: "review.md", description: "What the review found",
      parts: [AgentPart(text: report.markdown, mediaType: "text/markdown", filename: "review.md")])
  }

  /// The result for a module that the model has changed or repaired.
  func result(
    of work: ModelWork, module: SubmittedModule, call: AgentCall
  ) async throws -> AgentResult {
    try await call.artifactChunk(
      work.source, artifactId: "changed_module", name: module.filename, mediaType: "text/x-python",
      append: false, last: true)
    return AgentResult(
      text: "\(module.filename): changed by the model; \(work.doctests) doctests pass.",
      artifacts: [
        AgentArtifact(
          artifactId: "changed_module", name: module.filename, description: "The changed module",
          parts: [
            AgentPart(text: work.source, mediaType: "text/x-python", filename: module.filename)
          ],
          metadata: ["source": .string("model:\(work.model)")])
      ])
  }

  /// The result with the model's explanation of the module.
  func explanation(
    _ text: String, model: String, module: SubmittedModule, call: AgentCall
  ) async throws -> AgentResult {
    let name = "explanation.md"
    try await call.artifactChunk(
      text, artifactId: "explanation", name: name, mediaType: "text/markdown", append: false,
      last: true)
    return AgentResult(
      text: "\(module.filename), explained by the model.",
      artifacts: [
        AgentArtifact(
          artifactId: "explanation", name: name, description: "What the model says of it",
          parts: [AgentPart(text: text, mediaType: "text/markdown", filename: name)],
          metadata: ["source": .string("model:\(model)")])
      ])
  }

  static func unmet(_ refusals: [ModuleWork.Refusal]) -> [JSONValue] {
    refusals.map { unmet($0.wish, code: "nothing_to_change", reason: $0.reason) }
  }

  static func unmet(_ wish: String, code: String, reason: String) -> JSONValue {
    ["wish": .string(wish), "code": .string(code), "reason": .string(reason)]
  }
}

/// A module while it is being changed.
struct ModuleWork {
  var source: String
  let filename: String
  var done: [String] = []
  /// A change that was not made, and why.
  typealias Refusal = (wish: String, reason: String)

  var refusals: [Refusal] = []

  init(source: String, filename: String) {
    self.source = source
    self.filename = filename
  }

  /// "rename it": of several functions, the one that the module is named after, or else the one
  /// that the module's original request mentions.
  func meant(by change: ModuleChange) -> ModuleChange {
    guard case .rename(nil, let new) = change, filename.hasSuffix(".py") else { return change }
    let name = String(filename.dropLast(3))
    let isThere = ["def \(name)(", "class \(name)"].contains { source.contains($0) }
    return .rename(old: isThere ? name : asked, new: new)
  }

  /// The only function whose name consists of words of the module's request, in any form.
  private var asked: String? {
    let head = source.prefix(4096).lines
    if let line = head.first(where: { $0.hasPrefix("Answered by: ") }) {
      let name = String(line.dropFirst("Answered by: ".count))
      if source.contains("def \(name)(") { return name }
    }
    let mark = "Written for the request: "
    guard let line = head.first(where: { $0.hasPrefix(mark) }) else {
      return nil
    }
    let words = ChangeWords.words(of: line.dropFirst(mark.count).lowercased())
    let names = source.lines.compactMap { line -> String? in
      guard let kind = ["def ", "class "].first(where: line.hasPrefix) else { return nil }
      let name = line.dropFirst(kind.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      return name.hasPrefix("_") ? nil : String(name)
    }
    let said = names.filter { name in
      name.split(separator: "_").allSatisfy { part in
        words.contains { $0.hasPrefix(part) || part.hasPrefix($0) && $0.utf8.count > 3 }
      }
    }
    return said.count == 1 ? said[0] : nil
  }
}
