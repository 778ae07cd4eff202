/// Text that a model writes while somebody watches.
extension AgentCall {
  /// Reasoning is told in pieces of about this many characters, and no more than `toldInAll`.
  private static let toldAtOnce = 240
  private static let toldInAll = 32 << 10
  /// A token is at most so many bytes of text; some servers take the limit of tokens for a hint.
  private static let bytesOfToken = 64
  private static let bytesInAnyCase = 64 << 10

  /// Asks the model that the operator has given the agent. What the model thinks, apart or before a
  /// </think>, is told as thoughts; its text goes to `take` line by line, each with its line break but
  /// for the last.
  /// - Parameters:
  ///   - maxTokens: 1 or more.
  ///   - temperature: 0...2.
  ///   - limit: from the request to the end of the answer.
  ///   - restart: called if it turns out that all lines so far were thoughts, and the answer begins now.
  /// - Returns: The answer; nil if the agent has no model, which is no error.
  /// - Throws: `AgentError` with a code of docs/models.md, `model_answer_too_large` also where the text is far longer than
  ///   `maxTokens`; what `take` and `restart` throw; `CancellationError`
  ///   when the host has ended the call.
  public func draft(
    _ messages: [AgentModel.Message], maxTokens: Int, temperature: Double,
    within limit: Duration, take: (String) async throws -> Void,
    restart: () async throws -> Void = {}
  ) async throws -> AgentModel.Answer? {
    guard let model else { return nil }
    var tags = ThinkTags()
    var line = ""
    var thought = ""
    var told = 0
    var written = 0
    /// The beginning of the text, as long as it may turn out to be a thought.
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
        if beginning.utf8.count < Self.toldInAll { beginning += text }
        let thinksOn = answer == nil && text.isEmpty
        if !thought.isEmpty, !thinksOn || thought.count >= Self.toldAtOnce {
          if told < Self.toldInAll { try await think(String(thought.prefix(Self.toldInAll))) }
          told += thought.utf8.count
          thought = ""
        }
        // Only what is new is looked at: a line may be as long as the answer.
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
