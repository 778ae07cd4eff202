extension AgentModel {
  /// Python that a model wrote. Whether it runs is for others to find out.
  public struct PythonDraft: Sendable, Equatable {
    /// Ends with a line break; never empty.
    public var source: String
    /// As the model's server calls it.
    public var model: String

    /// Whether two sources are the same but for blank lines and what stands behind lines.
    public static func isSame(_ first: String, as second: String) -> Bool {
      lines(of: first) == lines(of: second)
    }

    private static func lines(of source: String) -> [Substring] {
      source.lines.map { line in
        var line = line
        while line.last?.isWhitespace ?? false { line.removeLast() }
        return line
      }.filter { !$0.isEmpty }
    }
  }

  /// Why an answer of a model is of no use.
  public struct Unusable: Error, Sendable, Equatable {
    /// A few words without what the model said: "its answer was cut off".
    public var reason: String

    public init(_ reason: String) { self.reason = reason }
  }
}

extension AgentModel.Answer {
  /// - Throws: `AgentModel.Unusable` for an answer that is not whole.
  public func checkEnd() throws {
    switch finishReason {
    case "length": throw AgentModel.Unusable("its answer was cut off")
    case "content_filter": throw AgentModel.Unusable("its answer was filtered")
    default: break
    }
  }
}

extension AgentCall {
  /// As `draft`, of a Python module or program, which is found in what the model says around it.
  /// - Parameters:
  ///   - maximumBytes: of the code.
  ///   - take: the code as it is written.
  /// - Returns: nil if the agent has no model, which is no error.
  /// - Throws: as `draft`; `AgentModel.Unusable` for an answer without code, or one that is too long or not
  ///   whole.
  public func draftPython(
    _ messages: [AgentModel.Message], maxTokens: Int, temperature: Double,
    within limit: Duration, maximumBytes: Int = 64 << 10,
    take: (AnsweredCode.Found) async throws -> Void = { _ in }
  ) async throws -> AgentModel.PythonDraft? {
    var code = AnsweredCode()
    var source = ""
    func pass(_ found: [AnsweredCode.Found]) async throws {
      for each in found {
        switch each {
        case .code(let text): source += text
        case .again: source = ""
        }
        guard source.utf8.count <= maximumBytes else {
          throw AgentModel.Unusable("its answer is too long")
        }
        try await take(each)
      }
    }
    let answer = try await draft(
      messages, maxTokens: maxTokens, temperature: temperature, within: limit
    ) { line in
      try await pass(code.accept(line))
    } restart: {
      code = AnsweredCode()
      try await pass([.again])
    }
    guard let answer else { return nil }
    try await pass(code.finish())
    try answer.checkEnd()
    guard !source.isEmpty else { throw AgentModel.Unusable("no code in its answer") }
    return AgentModel.PythonDraft(
      source: source.hasSuffix("\n") ? source : source + "\n", model: answer.model)
  }
}
