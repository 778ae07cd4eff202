import AgentKit

/// Writes documents from given material: as a model's draft, or else by splitting up and arranging
/// the material.
@main struct ContentWriter: Agent {
  private static let artifactID = "document"
  private static var fewSentences: Regex<Substring> {
    /(?i)\b(?:in|with)\s+(?:just\s+|only\s+)?(?:a\s+few|a\s+couple\s+of|some|several)\s+(?:short\s+)?(?:sentences|lines)\b/
  }
  /// The time limit for the model.
  private let modelLimit: Duration

  init(config: JSONValue, log: AgentLog) throws {
    modelLimit = config.seconds("model_seconds", default: 120)
  }

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    let material = try Material(request)
    let wishes = DocumentForm.wishes(in: Courtesy.removed(from: request.wishWithoutFences))
    guard wishes.count > 1 else {
      return try await writeDocument(
        DocumentForm(request.wish), wish: wishes[0], id: Self.artifactID, request: request,
        material: material, call: call)
    }
    return try await writeDocuments(wishes, request: request, material: material, call: call)
  }

  /// Writes several documents; one that can't be written does not affect the others.
  private func writeDocuments(
    _ wishes: [String], request: AgentRequest, material: Material, call: AgentCall
  ) async throws -> AgentResult {
    var results: [AgentResult] = []
    var failures: [(wish: String, error: AgentError)] = []
    for (index, wish) in wishes.enumerated() {
      try Task.checkCancellation()
      let id = index == 0 ? Self.artifactID : "\(Self.artifactID)_\(index + 1)"
      do {
        results.append(
          try await writeDocument(
            DocumentForm(wish), wish: wish, id: id, request: request,
            material: material.meant(by: wish), call: call))
      } catch let error as AgentError {
        failures.append((wish, error))
      }
    }
    guard !results.isEmpty else { throw failures[0].error }
    var artifacts = results.flatMap(\.artifacts)
    let unmet = failures.map { Self.unmet($0.wish, code: $0.error.code, reason: $0.error.message) }
    if !unmet.isEmpty {
      var metadata = artifacts[0].metadata ?? [:]
      let own = if case .array(let list)? = metadata["unmet"] { list } else { [JSONValue]() }
      metadata["unmet"] = .array(own + unmet)
      artifacts[0].metadata = metadata
    }
    return AgentResult(
      text: results.compactMap(\.text).joined(separator: "\n"), artifacts: artifacts)
  }

  private static func unmet(_ wish: String, code: String, reason: String) -> JSONValue {
    ["wish": .string(wish), "code": .string(code), "reason": .string(reason)]
  }

  /// - Parameter wish: The part of the request about this document.
  private func writeDocument(
    _ form: DocumentForm, wish: String, id: String, request: AgentRequest,
    material: Material, call: AgentCall
  ) async throws -> AgentResult {
    if let written = try await draft(form, id: id, request: request, material: material, call: call)
    {
      return written
    }
    guard !material.pieces.isEmpty else { throw noMaterial }
    var words = wish
    let limit = SummaryLimit(words)
    let inPoints = form == .summary && BulletPoints.phrase(in: words) != nil
    let document = Document(form: form, material: material, limit: limit, inPoints: inPoints)
    if let limit, document.keepsLimit { words.removeSubrange(limit.phrase) }
    if inPoints, let phrase = BulletPoints.phrase(in: words) { words.removeSubrange(phrase) }
    // A summary has at most six sentences.
    if form == .summary { words.replace(Self.fewSentences, with: "") }
    let said = DocumentWish(
      words, material: material.pieces.flatMap { [$0.name, $0.text] }, isShort: document.isShort)
    guard said.asksForDocument else {
      throw AgentError(
        code: "no_document",
        message: """
          Without a language model questions about a text can't be answered (docs/models.md): ask for a report, \
          a summary, an outline or a README.
          """)
    }
    try await call.think(
      "Writing \(form.withArticle) from \(material.pieces.map(\.name).joined(separator: ", ")).")
    guard !document.isEmpty else {
      throw AgentError(
        code: "nothing_to_write",
        message: """
          The material has no sentences that \(form.withArticle) could be made of. Send running text, \
          Markdown or a module with functions, or configure a model (docs/models.md).
          """)
    }
    let text = document.markdown
    try await chunk(text, form: form, id: id, append: false, last: true, call: call)
    return result(
      text, form: form, id: id, title: document.title, source: "material", unmet: said.beside)
  }

  /// Nil if there is no model, or if it was no help, which is reported.
  private func draft(
    _ form: DocumentForm, id: String, request: AgentRequest, material: Material,
    call: AgentCall
  ) async throws -> AgentResult? {
    let draft = ModelDraft(
      form: form, request: request.wish, material: material, saidBefore: request.saidBefore(),
      limit: min(modelLimit, request.deadline.map { $0 * 2 / 3 } ?? modelLimit))
    var sent = false
    do {
      let written = try await draft.write(call) { line in
        try await chunk(line, form: form, id: id, append: sent, last: false, call: call)
        sent = true
      } restart: {
        sent = false
      }
      guard let written else { return nil }
      try await chunk("", form: form, id: id, append: true, last: true, call: call)
      return result(
        written.text, form: form, id: id, title: form.title, source: "model:\(written.model)")
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
    _ text: String, form: DocumentForm, id: String, append: Bool, last: Bool, call: AgentCall
  ) async throws {
    try await call.artifactChunk(
      text, artifactId: id, name: form.fileName, mediaType: Self.mediaType,
      append: append, last: last)
  }

  private func result(
    _ text: String, form: DocumentForm, id: String, title: String, source: String,
    unmet: String? = nil
  ) -> AgentResult {
    var metadata: [String: JSONValue] = [
      "source": .string(source), "kind": .string(form.rawValue),
    ]
    if let unmet {
      metadata["unmet"] = .array([
        Self.unmet(
          unmet, code: "not_honoured",
          reason:
            "Without a language model a document is made of the words of its material as they are (docs/models.md)."
        )
      ])
    }
    return AgentResult(
      text: "\(form.title): \(title), \(text.split(whereSeparator: \.isWhitespace).count) words.",
      artifacts: [
        AgentArtifact(
          artifactId: id, name: form.fileName, description: "The \(form.rawValue)",
          parts: [AgentPart(text: text, mediaType: Self.mediaType, filename: form.fileName)],
          metadata: metadata)
      ])
  }
}
