import AgentKit

extension CodeGenerator {
  /// What came of asking the model.
  enum Attempt {
    case written(AgentResult)
    /// Asked in vain, and why.
    case noHelp(String)
    case noModel
  }

  static let artifactID = "module"
  private static let name = "module.py"

  /// The module by the model, streamed while it is written.
  /// - Throws: `CancellationError`.
  func askModel(_ request: AgentRequest, call: AgentCall) async throws -> Attempt {
    // One line behind, so that the last one can say that it is the last.
    var held: String?
    var sent = false
    func sendText(_ text: String, last: Bool) async throws {
      try await call.artifactChunk(
        text, artifactId: Self.artifactID, name: Self.name, mediaType: "text/x-python",
        append: sent, last: last)
      sent = true
    }
    do {
      let draft = try await writer(request).write(ModelPrompt.write(request), call: call) { found in
        switch found {
        case .code(let line):
          if let held { try await sendText(held, last: false) }
          held = line
        case .again:
          // The next piece takes the place of those before.
          held = nil
          sent = false
        }
      }
      guard let draft else { return .noModel }
      if let held { try await sendText(held.hasSuffix("\n") ? held : held + "\n", last: true) }
      return .written(result(draft, for: request.wish))
    } catch {
      try Self.rethrowEnd(error)
      return .noHelp(ModelWriter.reason(error))
    }
  }

  /// Mends a module of an earlier answer: by the model, and what that can't mend by a recipe, if there is one
  /// for what the module was written for.
  /// - Throws: `cannot_repair` if neither can; `CancellationError`.
  func repair(
    _ repair: RepairRequest, request: AgentRequest, call: AgentCall
  ) async throws -> AgentResult {
    let recipe = recipe(for: repair.request)
    var reason = "it has failed before"
    if repair.attempt == 1 || recipe == nil {
      switch try await repairByModel(repair, request: request, call: call) {
      case .written(let result): return result
      case .noHelp(let why): reason = why
      case .noModel: reason = "there is none"
      }
    }
    guard let recipe else {
      throw AgentError(code: "cannot_repair", message: "The model did not help (\(reason)).")
    }
    try await call.think(
      "The model did not mend it (\(reason)); from the catalogue: \(recipe.recipe.title).")
    return recipe.result
  }

  private func repairByModel(
    _ repair: RepairRequest, request: AgentRequest, call: AgentCall
  ) async throws -> Attempt {
    guard repair.source.utf8.count <= DraftedModule.maximumBytes else {
      return .noHelp("the module has more than \(DraftedModule.maximumBytes >> 10) KiB")
    }
    do {
      let draft = try await writer(request).write(try ModelPrompt.repair(repair), call: call) { _ in
      }
      guard let draft else { return .noModel }
      guard !AgentModel.PythonDraft.isSame(draft.module.source, as: repair.source) else {
        return .noHelp("it gave the module back unchanged")
      }
      return .written(result(draft, for: request.wish))
    } catch {
      try Self.rethrowEnd(error)
      return .noHelp(ModelWriter.reason(error))
    }
  }

  /// No longer than leaves time for the catalogue.
  private func writer(_ request: AgentRequest) -> ModelWriter {
    ModelWriter(limit: min(modelLimit, request.deadline.map { $0 * 2 / 3 } ?? modelLimit))
  }

  private static func rethrowEnd(_ error: any Error) throws {
    if error is CancellationError { throw error }
    try Task.checkCancellation()
  }

  /// - Parameter wish: in the words of the request; what of it can be seen in the code is looked at.
  private func result(_ draft: ModelWriter.Draft, for wish: String) -> AgentResult {
    let main = draft.module.main
    let unmet = RequestedForm(RecipeWish(wish).text).styles.filter { style in
      !Adaptation.follows(style, in: draft.module.source, main: main ?? "")
    }
    var metadata: [String: JSONValue] = [
      "source": .string("model:\(draft.model)"),
      // Whom a reviewer asks when the module fails.
      "repair_agent": .string(Self.card.name),
    ]
    metadata["main"] = main.map { .string($0) }
    metadata["unmet"] = .array(
      unmet.map { style in
        [
          "wish": .string(style), "reason": "The model did it in another way.",
          "code": "not_honoured",
        ]
      })
    return AgentResult(
      text: (main.map { "`\($0)`" } ?? "A module") + ", written by the model.",
      artifacts: [
        AgentArtifact(
          artifactId: Self.artifactID, name: Self.name, description: "A module by the model",
          parts: [
            AgentPart(
              text: draft.module.source, mediaType: "text/x-python", filename: Self.name)
          ],
          metadata: metadata)
      ])
  }
}
