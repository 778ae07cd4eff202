import HermesContract
import Logging

/// The outcome of asking a model about a request.
struct ModelNote: Sendable, Equatable {
  var usage = ModelUsage()
  /// Why the model's answer is not used; nil if it is.
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

/// Asks the server's model one question, with a schema and a time limit. Any failure is a reason to
/// continue without the model, never the end of a task.
struct ModelQuestion: Sendable {
  /// Why an answer cannot be used, in a few words for the log.
  struct Unusable: Error {
    let reason: String
  }

  private static let maximumTokens = 2048

  var models: any ModelCompleting
  /// From the question to the end of the answer, including retries.
  let limit: Duration
  let logger: Logger

  /// - Parameters:
  ///   - about: data for the model, not instructions.
  ///   - read: interprets the answer, which is untrusted.
  /// - Returns: nil with the reason if there is no usable answer.
  /// - Throws: `CancellationError` only.
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
      guard let json = JSONValue(parsing: Array(answer.text.utf8)) else {
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
    // Neither ever contains a secret.
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
