import AgentKit

/// Writes documents from given material: with a model a draft of its own, else by taking the material
/// apart and putting it together.
@main struct ContentWriter: Agent {
  private static let artifactID = "document"
  /// How long the model may take.
  private let modelLimit: Duration

  init(config: JSONValue, log: AgentLog) throws {
    modelLimit = config.seconds("model_seconds", default: 120)
  }

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    let form = DocumentForm(request.wish)
    let material = try Material(request)
    if let written = try await draft(form, request, material, call) { return written }
    guard !material.pieces.isEmpty else { throw noMaterial }
    var words = request.wishWithoutFences
    let limit = SummaryLimit(words)
    let document = Document(form: form, material: material, limit: limit)
    if let limit, document.keepsLimit { words.removeSubrange(limit.phrase) }
    let wish = DocumentWish(words, material: material.pieces.flatMap { [$0.name, $0.text] })
    guard wish.asksForDocument else {
      throw AgentError(
        code: "no_document",
        message: """
          Without a language model questions about a text can't be answered (docs/models.md): ask for a report, \
          a summary, an outline or a README.
          """)
    }
    try await call.think(
      "Writing a \(form.rawValue) from \(material.pieces.map(\.name).joined(separator: ", ")).")
    guard !document.isEmpty else {
      throw AgentError(
        code: "nothing_to_write",
        message: """
          The material has no sentences that a \(form.rawValue) could be made of. Send running text, \
          Markdown or a module with functions, or configure a model (docs/models.md).
          """)
    }
    let text = document.markdown
    try await chunk(text, form, append: false, last: true, call)
    return result(
      text, form, title: document.title, source: "material",
      unmet: wish.beside)
  }

  /// nil if there is no model, or it was no help, which is said.
  private func draft(
    _ form: DocumentForm, _ request: AgentRequest, _ material: Material, _ call: AgentCall
  ) async throws -> AgentResult? {
    let draft = ModelDraft(
      form: form, request: request.wish, material: material, saidBefore: request.saidBefore(),
      limit: min(modelLimit, request.deadline.map { $0 * 2 / 3 } ?? modelLimit))
    var sent = false
    do {
      let written = try await draft.write(call) { line in
        try await chunk(line, form, append: sent, last: false, call)
        sent = true
      } restart: {
        sent = false
      }
      guard let written else { return nil }
      try await chunk("", form, append: true, last: true, call)
      return result(written.text, form, title: form.title, source: "model:\(written.model)")
    } catch {
      try Task.checkCancellation()
      if error is CancellationError { throw error }
      let reason =
        (error as? AgentError)?.code ?? (error as? AgentModel.Unusable)?.reason ?? "it failed"
      let instead = material.pieces.isEmpty ? "there is no material" : "from the material alone"
      try await call.think("The model did not help (\(reason)); \(instead).")
      return nil
    }
  }

  private var noMaterial: AgentError {
    AgentError(
      code: "no_material",
      message: """
        There is nothing to write from: put the text, data or code into the request between ``` lines, \
        or configure a model (docs/models.md).
        """)
  }

  private func chunk(
    _ text: String, _ form: DocumentForm, append: Bool, last: Bool, _ call: AgentCall
  ) async throws {
    try await call.artifactChunk(
      text, artifactId: Self.artifactID, name: form.fileName, mediaType: Self.mediaType,
      append: append, last: last)
  }

  private func result(
    _ text: String, _ form: DocumentForm, title: String, source: String, unmet: String? = nil
  ) -> AgentResult {
    var metadata: [String: JSONValue] = [
      "source": .string(source), "kind": .string(form.rawValue),
    ]
    if let unmet {
      metadata["unmet"] = .array([
        [
          "wish": .string(unmet), "code": "not_honoured",
          "reason":
            "Without a language model a document is made of the words of its material as they are (docs/models.md).",
        ]
      ])
    }
    return AgentResult(
      text: "\(form.title): \(title), \(text.split(whereSeparator: \.isWhitespace).count) words.",
      artifacts: [
        AgentArtifact(
          artifactId: Self.artifactID, name: form.fileName, description: "A \(form.rawValue)",
          parts: [AgentPart(text: text, mediaType: Self.mediaType, filename: form.fileName)],
          metadata: metadata)
      ])
  }
}
