/// Text that a model writes, shown to the user as it arrives.
extension AgentCall {
  /// Reasoning is reported in pieces of about this many characters, up to `maximumReported` in total.
  private static let reportedPiece = 240
  private static let maximumReported = 32 << 10
  /// The most bytes of text per token; some servers treat the token limit as a hint.
  private static let bytesOfToken = 64
  private static let bytesInAnyCase = 64 << 10

  /// Asks the model that the operator has given the agent. The model's reasoning, whether sent
  /// separately or before a </think>, is reported as thoughts; its text goes to `take` line by
  /// line, each line with its line break except the last.
  /// - Parameters:
  ///   - maxTokens: 1 or more.
  ///   - temperature: 0...2.
  ///   - limit: From the request to the end of the answer.
  ///   - restart: Called if all lines so far turn out to be reasoning and the answer starts now.
  /// - Returns: The answer; nil if the agent has no model, which is not an error.
  /// - Throws: `AgentError` with a code of docs/models.md, and `model_answer_too_large` also if the
  ///   text is far longer than `maxTokens`; whatever `take` and `restart` throw;
  ///   `CancellationError` when the host has ended the call.
  public func draft(
    _ messages: [AgentModel.Message], maxTokens: Int, temperature: Double,
    within limit: Duration, take: (String) async throws -> Void,
    restart: () async throws -> Void = {}
  ) async throws -> AgentModel.Answer? {
    guard let model else { return nil }
    var tags = ThinkTags()
    var line = ""
    var thought = ""
    var reported = 0
    var written = 0
    /// The beginning of the text, while it may still turn out to be reasoning.
    var beginning = ""
    do {
      for try await piece in model.stream(
        messages, maxTokens: maxTokens, temperature: temperature, within: limit)
      {
        var answer: AgentModel.Answer?
        var parts: [ThinkTags.Part] = []
        switch piece {
        case .text(let text): parts = tags.accept(text)
        case .reasoning(let text): parts = [.reasoning(text)]
        case .answer(let whole):
          answer = whole
          parts = tags.finish()
        }
        var text = ""
        for part in parts {
          switch part {
          case .reasoning(let more): thought += more
          case .text(let more): text += more
          case .onlyThoughtSoFar:
            thought += beginning + text
            (text, line, beginning) = ("", "", "")
            try await restart()
          }
        }
        written += text.utf8.count
        guard written <= Self.bytesInAnyCase + min(maxTokens, 1 << 20) * Self.bytesOfToken else {
          throw AgentError(
            code: "model_answer_too_large",
            message:
              "The model was asked for at most \(maxTokens) tokens and has written \(written >> 10) KiB. "
              + "Its server does not heed max_tokens: use another.")
        }
        if beginning.utf8.count < Self.maximumReported { beginning += text }
        let thinksOn = answer == nil && text.isEmpty
        if !thought.isEmpty, !thinksOn || thought.count >= Self.reportedPiece {
          if reported < Self.maximumReported {
            try await think(String(thought.prefix(Self.maximumReported)))
          }
          reported += thought.utf8.count
          thought = ""
        }
        // Scan only the new text: a line may be as long as the whole answer.
        var rest = Substring(text)
        while let end = rest.firstIndex(where: { $0 == "\n" || $0 == "\r\n" }) {
          let whole = line + rest[..<end]
          line = ""
          rest = rest[rest.index(after: end)...]
          try await take((whole.last == "\r" ? String(whole.dropLast()) : whole) + "\n")
        }
        line += rest
        if let answer {
          if !line.isEmpty { try await take(line) }
          return answer
        }
      }
    } catch let error as AgentError where error.code == "model_not_configured" {
      return nil
    }
    throw CancellationError()
  }
}
