import AgentKit

/// Reviews a Python module: reads it, runs its doctests in a sandbox, fixes what is safe to fix, runs
/// them again, and reports.
@main struct PythonExpert: Agent {
  let sandbox: Sandbox

  init(config: JSONValue, log: AgentLog) throws {
    sandbox = Sandbox(config: config)
    if sandbox.isWeak {
      log(.warning, "bubblewrap is missing: Python code runs with resource limits only")
    }
  }

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    guard request.skill != Self.changeSkill.id else { return try await change(request, call) }
    var module = try SubmittedModule(request)
    var repair = Repair(request: request.wish, call: call)
    while true {
      do {
        return try await review(module, call)
      } catch let error as AgentError {
        module.source = try await repair.source(of: module, after: error)
      }
    }
  }

  private func review(_ module: SubmittedModule, _ call: AgentCall) async throws -> AgentResult {
    try await call.think("Reading \(module.filename) without running it.")
    let review = try await sandbox.run(.review, module.source, as: StaticReview.self)
    if let problem = review.syntaxError {
      throw AgentError(code: "syntax_error", message: "\(module.filename), \(problem)")
    }
    try await call.progress(0.3, "compiled")
    try await call.think("It compiles. Running its doctests in the sandbox.")
    var doctests = try await runDoctests(module.source, module.filename)
    try await call.progress(0.6, "\(doctests.attempted ?? 0) doctests passed")

    var source = module.source
    var fixes: [String] = []
    if let fixed = review.fixed, fixed != module.source {
      try await call.think("Making safe fixes and running the doctests again.")
      do {
        doctests = try await runDoctests(fixed, module.filename)
        source = fixed
        fixes = review.fixes ?? []
      } catch let error as AgentError {
        // The module as it came is right; a fix of ours must not break it.
        call.log(.warning, "fixes dropped: \(error)")
        try await call.think("The fixes changed a result, so they are left out.")
      }
    }
    let report = ReviewReport(
      filename: module.filename, review: review, doctests: doctests, fixes: fixes,
      isWeak: sandbox.isWeak)
    try await call.event("review", summary(report))
    return try await result(source, module.filename, report, call)
  }

  func runDoctests(_ source: String, _ filename: String) async throws -> DoctestRun {
    let run = try await sandbox.run(.doctests, source, as: DoctestRun.self)
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
    _ source: String, _ filename: String, _ report: ReviewReport, _ call: AgentCall
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
          ]),
      ])
  }
}
