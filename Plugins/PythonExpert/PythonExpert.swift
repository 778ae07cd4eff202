import AgentKit

/// Reviews a Python module: reads it, runs its doctests in a sandbox, applies safe fixes, runs the
/// doctests again, and reports.
@main struct PythonExpert: Agent {
  let sandbox: Sandbox
  /// The model's time limit for one answer.
  let modelLimit: Duration

  init(config: JSONValue, log: AgentLog) throws {
    sandbox = Sandbox(config: config)
    modelLimit = config.seconds("model_seconds", default: 120)
    if sandbox.isWeak {
      log(.warning, "bubblewrap is missing: Python code runs with resource limits only")
    }
  }

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    if request.skill == Self.executeSkill.id { return try await execute(request, call: call) }
    var module = try SubmittedModule(request)
    if let wish = Self.wish(of: request, module) {
      return try await fulfil(wish, of: module, request: request, call: call)
    }
    var repair = Repair(request: request.wish, call: call)
    while true {
      do {
        return try await review(module, call: call)
      } catch let error as AgentError {
        module.source = try await repair.source(of: module, after: error)
      }
    }
  }

  /// What the request's words ask of a module; nil for a module from an earlier step that is only
  /// reviewed because of its language.
  private static func wish(of request: AgentRequest, _ module: SubmittedModule) -> ModuleWish? {
    let isAsked =
      request.capabilities.isEmpty
      || !Set(request.capabilities).isDisjoint(with: ["code_review", "code_change"])
    let isChange = request.skill == changeSkill.id
    guard isChange || module.isGiven else { return nil }
    let said = Courtesy.removed(from: request.wishWithoutFences)
    let text = module.isGiven ? said : ModuleWish.withoutMaking(said)
    var wish = ModuleWish(text, names: module.definitions + [module.filename])
    // A change that the words name counts, however the request was routed.
    guard isChange || isAsked || !wish.changes.isEmpty || ModuleWish.isOfGivenCode(text) else {
      return nil
    }
    let isRename = wish.changes.contains { if case .rename = $0 { true } else { false } }
    if !isRename {
      let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
      let all = module.definitions
      // "to" and "add" may be names, but are words of requests more often.
      let verbs: Set<String> = [
        "add", "write", "make", "put", "insert", "include", "test", "log", "check",
      ]
      wish.limit(to: all.filter { words.contains($0) && !verbs.contains($0) }, among: all)
    }
    return wish
  }

  /// Does what is asked of a given module: by rules if there are any, else with the model.
  private func fulfil(
    _ wish: ModuleWish, of module: SubmittedModule, request: AgentRequest, call: AgentCall
  ) async throws -> AgentResult {
    let byModel = ModuleByModel(expert: self, request: request, module: module, call: call)
    var reason: String?
    if !wish.unknown.isEmpty {
      switch try await byModel.writeModule(wantsWords: wish.wantsWords) {
      case .changed(let work): return try await result(of: work, module: module, call: call)
      case .explained(let text, let model):
        return try await explanation(text, model: model, module: module, call: call)
      case .noHelp(let why): reason = why
      case .noModel: break
      }
    }
    guard wish.changes.isEmpty else {
      return try await change(module, wish: wish, call: call, byModel: byModel)
    }
    guard wish.wantsReview else {
      throw AgentError(
        code: "unknown_change",
        message: """
          \(reason.map { "The model did not help (\($0)), and without one" } ?? "Without a model") this \
          can't be done: \(wish.unknown.joined(separator: "; ")). It can be reviewed, and these changes can \
          be made: \(ModuleChange.known).
          """)
    }
    return try await review(module, wish: wish, call: call, byModel: byModel)
  }

  /// A requested review: a fault is a finding, not a failure.
  /// - Parameter refusals: Changes that were also requested and found nothing to change.
  func review(
    _ module: SubmittedModule, wish: ModuleWish, call: AgentCall, byModel: ModuleByModel,
    refusals: [ModuleWork.Refusal] = []
  ) async throws -> AgentResult {
    var unmet = wish.unknown.map {
      Self.unmet($0, code: "unknown_change", reason: "Known changes: \(ModuleChange.known).")
    }
    unmet += Self.unmet(refusals) + module.unmetOthers
    do {
      return try await review(
        module, call: call, isAsked: wish.wantsFix == nil, keepsModule: wish.keepsModule
      ) { report in
        let left = report.count("warning")
        if let fix = wish.wantsFix, left > 0 {
          unmet.append(
            Self.unmet(
              fix, code: "not_mended",
              reason:
                "What the report lists (\(left) warnings) is not mended without a language model."))
        } else if let fix = wish.wantsFix, !report.hasMended {
          unmet.append(Self.unmet(fix, code: "nothing_to_fix", reason: Self.noFault))
        } else if let fault = wish.wantsFault, report.count("warning") == 0 {
          unmet.append(Self.unmet(fault, code: "no_fault_found", reason: Self.noFault))
        }
        return unmet
      }
    } catch let error as AgentError where Repair.isFault(error) {
      if let fix = wish.wantsFix {
        var cause = "which takes a model"
        switch try await byModel.writeModule(failure: error.message) {
        case .changed(let work): return try await result(of: work, module: module, call: call)
        case .noHelp(let reason): cause = "as the model did not help (\(reason))"
        case .explained, .noModel: break
        }
        unmet.append(
          Self.unmet(
            fix, code: "not_mended",
            reason: "It was found and not mended, \(cause): \(error.message)"))
      }
      return try await result(of: module, fault: error, unmet: unmet, call: call)
    }
  }

  private static let noFault =
    "Compiling, running the doctests and linting found no fault, which does not prove that there is none."

  /// The report on a module that does not work as it should.
  private func result(
    of module: SubmittedModule, fault: AgentError, unmet: [JSONValue], call: AgentCall
  ) async throws -> AgentResult {
    let review = try? await sandbox.run(.review, source: module.source, as: StaticReview.self)
    let text = ReviewReport.markdown(
      of: module.filename, fault: fault, findings: review?.findings ?? [])
    try await call.artifactChunk(
      text, artifactId: "review_report", name: "review.md", mediaType: "text/markdown",
      append: false, last: true)
    return AgentResult(
      text: "\(module.filename) has a fault (\(fault.code)): \(fault.message)",
      artifacts: [
        AgentArtifact(
          artifactId: "review_report", name: "review.md", description: "What the review found",
          parts: [AgentPart(text: text, mediaType: "text/markdown", filename: "review.md")],
          metadata: ["fault": .string(fault.code), "unmet": .array(unmet)])
      ])
  }

  /// - Parameters:
  ///   - isAsked: Whether the user wants to read the findings; otherwise the module.
  ///   - keepsModule: Nothing is to be changed, however safe.
  ///   - judge: Returns what is left undone, from the report; nothing without a request in words.
  private func review(
    _ module: SubmittedModule, call: AgentCall,
    isAsked: Bool = false, keepsModule: Bool = false,
    judge: (ReviewReport) -> [JSONValue] = { _ in [] }
  ) async throws -> AgentResult {
    try await call.think("Reading \(module.filename) without running it.")
    let review = try await sandbox.run(.review, source: module.source, as: StaticReview.self)
    if let problem = review.syntaxError {
      throw AgentError(code: "syntax_error", message: "\(module.filename), \(problem)")
    }
    try await call.progress(0.3, "compiled")
    try await call.think("It compiles. Running its doctests in the sandbox.")
    var doctests = try await runDoctests(of: module.source, filename: module.filename)
    try await call.progress(0.6, "\(doctests.attempted ?? 0) doctests passed")

    var source = module.source
    var fixes: [String] = []
    // A request for a change gets nothing but that change.
    if let fixed = review.fixed, fixed != module.source, !keepsModule, !module.isChanged {
      try await call.think("Making safe fixes and running the doctests again.")
      do {
        doctests = try await runDoctests(of: fixed, filename: module.filename)
        source = fixed
        fixes = review.fixes ?? []
      } catch let error as AgentError {
        // The original module works; our fix must not break it.
        call.log(.warning, "fixes dropped: \(error)")
        try await call.think("The fixes changed a result, so they are left out.")
      }
    }
    let report = ReviewReport(
      filename: module.filename, review: review, doctests: doctests, fixes: fixes,
      isWeak: sandbox.isWeak)
    try await call.event("review", summary(report))
    return try await result(
      source: source, filename: module.filename, report: report, unmet: judge(report),
      isAsked: isAsked, call: call)
  }

  func runDoctests(of source: String, filename: String) async throws -> DoctestRun {
    let run = try await sandbox.run(.doctests, source: source, as: DoctestRun.self)
    if let error = run.loadError {
      throw AgentError(
        code: "load_failed", message: "\(filename) raised an error when it was loaded: \(error)")
    }
    if let failed = run.failed, failed > 0 {
      let first = run.failures?.first.map(\.text) ?? ""
      throw AgentError(
        code: "doctest_failed",
        message: "\(failed) of \(run.attempted ?? failed) doctests failed. First: \(first)")
    }
    return run
  }

  private func summary(_ report: ReviewReport) -> JSONValue {
    [
      "doctests": .number(Double(report.doctests.attempted ?? 0)),
      "warnings": .number(Double(report.count("warning"))),
      "notes": .number(Double(report.count("note"))),
      "fixes": .number(Double(report.fixes.count)),
    ]
  }

  private func result(
    source: String, filename: String, report: ReviewReport, unmet: [JSONValue],
    isAsked: Bool, call: AgentCall
  ) async throws -> AgentResult {
    let text = report.markdown
    let reportName = "review.md"
    try await call.artifactChunk(
      source, artifactId: "reviewed_module", name: filename, mediaType: "text/x-python",
      append: false, last: true)
    try await call.artifactChunk(
      text, artifactId: "review_report", name: reportName, mediaType: "text/markdown",
      append: false, last: true)
    let attempted = report.doctests.attempted ?? 0
    return AgentResult(
      text: """
        \(filename): \(attempted) doctests passed, \(report.count("warning")) warnings, \
        \(report.fixes.count) fixes.
        """,
      artifacts: [
        AgentArtifact(
          artifactId: "reviewed_module", name: filename, description: "The reviewed module",
          parts: [AgentPart(text: source, mediaType: "text/x-python", filename: filename)],
          metadata: ["source": "review", "fixes": .array(report.fixes.map { .string($0) })]),
        AgentArtifact(
          artifactId: "review_report", name: reportName, description: "What the review found",
          parts: [AgentPart(text: text, mediaType: "text/markdown", filename: reportName)],
          metadata: [
            "doctests": .number(Double(attempted)), "weak_sandbox": .bool(report.isWeak),
            "unmet": .array(unmet), "is_answer": .bool(isAsked),
          ]),
      ])
  }
}
