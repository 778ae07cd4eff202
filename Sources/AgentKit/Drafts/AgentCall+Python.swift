extension AgentModel {
  /// Python that a model wrote. Nothing here checks that it runs.
  public struct PythonDraft: Sendable, Equatable {
    /// The source. Ends with a line break and is never empty.
    public var source: String
    /// The model's name, as its server reports it.
    public var model: String

    /// Whether two sources are equal apart from blank lines and trailing whitespace.
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

  /// Why a model's answer can't be used.
  public struct Unusable: Error, Sendable, Equatable {
    /// A few words that don't quote the model: "its answer was cut off".
    public var reason: String

    /// Creates the error.
    public init(_ reason: String) { self.reason = reason }
  }
}

extension AgentModel.Answer {
  /// Checks that the answer is complete.
  /// - Throws: `AgentModel.Unusable` if the answer was cut off or filtered.
  public func checkEnd() throws {
    switch finishReason {
    case "length": throw AgentModel.Unusable("its answer was cut off")
    case "content_filter": throw AgentModel.Unusable("its answer was filtered")
    default: break
    }
  }
}

extension AgentCall {
  /// Like `draft`, for a Python module or program, which is extracted from the text around it.
  /// - Parameters:
  ///   - maximumBytes: The limit for the code.
  ///   - take: Receives the code as it is written.
  /// - Returns: The code; nil if the agent has no model, which is not an error.
  /// - Throws: As `draft`; `AgentModel.Unusable` if the answer has no code, is too long or is
  ///   incomplete.
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
