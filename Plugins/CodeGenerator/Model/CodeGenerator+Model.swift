import AgentKit

extension CodeGenerator {
  /// The outcome of asking the model.
  enum Attempt {
    case written(AgentResult)
    /// The model was no help, with the reason.
    case noHelp(String)
    case noModel
  }

  static let artifactID = "module"
  private static let name = "module.py"

  /// Lets the model write the module, streaming it as it is written.
  /// - Throws: `CancellationError`.
  func askModel(_ request: AgentRequest, call: AgentCall) async throws -> Attempt {
    // Delayed by one line, so that the last chunk can be marked as the last.
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
          // The next piece replaces the earlier ones.
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

  /// Repairs a module of an earlier answer with the model. If that fails, or for a further attempt,
  /// replaces it with a recipe for the module's original request, if there is one.
  /// - Throws: `cannot_repair` if neither works; `CancellationError`.
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

  /// Its time limit leaves time for the catalogue.
  private func writer(_ request: AgentRequest) -> ModelWriter {
    ModelWriter(limit: min(modelLimit, request.deadline.map { $0 * 2 / 3 } ?? modelLimit))
  }

  private static func rethrowEnd(_ error: any Error) throws {
    if error is CancellationError { throw error }
    try Task.checkCancellation()
  }

  /// - Parameter wish: In the words of the request; the wishes that are visible in the code are
  ///   checked.
  private func result(_ draft: ModelWriter.Draft, for wish: String) -> AgentResult {
    let main = draft.module.main
    let unmet = RequestedForm(RecipeWish(wish).text).styles.filter { style in
      !Adaptation.follows(style, in: draft.module.source, main: main ?? "")
    }
    var metadata: [String: JSONValue] = [
      "source": .string("model:\(draft.model)"),
      // The agent that a reviewer asks for a repair if the module fails.
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
