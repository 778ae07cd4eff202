import HermesContract
import Logging

/// What came of asking a model about a request.
struct ModelNote: Sendable, Equatable {
  var usage = ModelUsage()
  /// Why the model's word does not count; nil if it does.
  var fallback: String?

  var json: JSONValue {
    var object = JSONObject([
      (key: "calls", value: .int(Int64(usage.calls))),
      (key: "prompt_tokens", value: .int(Int64(usage.promptTokens))),
      (key: "completion_tokens", value: .int(Int64(usage.completionTokens))),
    ])
    object["fallback"] = fallback.map(JSONValue.string)
    return .object(object)
  }
}

/// Asks the server's model one thing, by a schema and within a time. Whatever goes wrong is a reason to
/// do without it, and never the end of a task.
struct ModelQuestion: Sendable {
  /// Why an answer can't be used: a few words for the log.
  struct Unusable: Error {
    let reason: String
  }

  private static let maximumTokens = 2048

  var models: any ModelCompleting
  /// From the question to the end of the answer, repetitions included.
  let limit: Duration
  let logger: Logger

  /// - Parameters:
  ///   - about: data for the model, not words to follow.
  ///   - read: what the answer means; it trusts nothing.
  /// - Returns: nil with the reason if there is no answer that can be used.
  /// - Throws: only that nobody wants to know any more.
  func ask<Answer: Sendable>(
    _ instruction: String, about: JSONValue, schema: JSONValue,
    read: (JSONValue) throws -> Answer
  ) async throws(CancellationError) -> (Answer?, ModelNote) {
    var note = ModelNote(usage: ModelUsage(calls: 1))
    do {
      let request = ModelRequest(
        messages: [
          .init(role: .system, content: instruction),
          .init(role: .user, content: JSONWriter.text(about)),
        ],
        maxTokens: Self.maximumTokens, temperature: 0, schema: schema)
      let answer = try await complete(request)
      note.usage.promptTokens = answer.usage.promptTokens
      note.usage.completionTokens = answer.usage.completionTokens
      guard let json = try? JSONParser.parse(Array(answer.text.utf8)) else {
        throw Unusable(reason: "it is not JSON")
      }
      return (try read(json), note)
    } catch {
      if Task.isCancelled { throw CancellationError() }
      note.usage.calls = ModelUsage(after: error).calls
      let (code, reason) = Self.cause(error)
      logger.notice(
        "planned without the model",
        metadata: [
          "agent": "planner", "endpoint": "\(models.address(of: ModelPlace()))", "code": "\(code)",
          "reason": "\(reason)",
        ])
      note.fallback = code
      return (nil, note)
    }
  }

  private static func cause(_ error: any Error) -> (code: String, reason: String) {
    switch error {
    case let error as Unusable: ("model_unusable", error.reason)
    // Neither ever holds a secret.
    case let error as HermesError: (error.code, error.message)
    default: ("model_failed", "\(type(of: error))")
    }
  }

  private func complete(_ request: ModelRequest) async throws -> ModelAnswer {
    try await withThrowingTaskGroup(of: ModelAnswer.self) { group in
      defer { group.cancelAll() }
      group.addTask { [models] in
        try await models.complete(request, at: ModelPlace()) { _ in }
      }
      group.addTask { [limit] in
        try await Patience.wait(limit)
        throw HermesError(
          .modelTimeout,
          message:
            "The model did not answer within \(limit). Raise model_planning_seconds, or set model_planning to off."
        )
      }
      guard let answer = try await group.next() else { throw CancellationError() }
      return answer
    }
  }
}
