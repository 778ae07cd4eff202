/// A language model, as those who want a completion see it.
package protocol ModelCompleting: Sendable {
  /// Completes a conversation. Cancelling the surrounding task closes the connection.
  /// - Parameters:
  ///   - place: what differs from the server's own model.
  ///   - onDelta: called in order, on any thread, never after this has returned; it must not block.
  /// - Throws: `HermesError` with one of the codes of docs/models.md; `CancellationError`.
  func complete(
    _ request: ModelRequest, at place: ModelPlace, onDelta: @escaping @Sendable (ModelDelta) -> Void
  ) async throws -> ModelAnswer

  /// Where a completion is asked for, for the log.
  func address(of place: ModelPlace) -> String
}

/// A conversation to go on with.
package struct ModelRequest: Sendable, Equatable {
  package struct Message: Sendable, Equatable {
    package var role: Role
    package var content: String
    package init(role: Role, content: String) {
      self.role = role
      self.content = content
    }
  }

  package enum Role: String, Sendable, CaseIterable { case system, user, assistant }

  package var messages: [Message]
  /// Tokens; 1 or more. nil: the model's own limit.
  package var maxTokens: Int?
  /// 0...2. nil: the model's own.
  package var temperature: Double?
  /// A JSON schema that the text of the answer follows.
  package var schema: JSONValue?

  package init(
    messages: [Message], maxTokens: Int? = nil, temperature: Double? = nil,
    schema: JSONValue? = nil
  ) {
    self.messages = messages
    self.maxTokens = maxTokens
    self.temperature = temperature
    self.schema = schema
  }
}

/// A piece of an answer while it grows.
package struct ModelDelta: Sendable, Equatable {
  package enum Part: UInt8, Sendable {
    case text = 0
    case reasoning = 1
  }

  package var part: Part
  package var text: String

  package init(_ part: Part, text: String) {
    self.part = part
    self.text = text
  }
}

package struct ModelAnswer: Sendable, Equatable {
  package var text = ""
  /// What the model thought before; empty if it does not say.
  package var reasoning = ""
  /// As the model's server says it: "stop", "length" and others.
  package var finishReason = ""
  package var model = ""
  package var usage = ModelUsage()

  package init() {}
}

/// Tokens as the model's server counts them; 0 where it does not.
package struct ModelUsage: Sendable, Equatable {
  package var calls = 0
  package var promptTokens = 0
  package var completionTokens = 0

  package init(calls: Int = 0, promptTokens: Int = 0, completionTokens: Int = 0) {
    self.calls = calls
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
  }

  /// Of a completion that failed: a call, unless no model was asked.
  package init(after error: any Error) {
    let code = (error as? HermesError)?.known
    self.init(calls: code == .modelNotConfigured || code == .quotaExceeded ? 0 : 1)
  }

  package mutating func add(_ other: ModelUsage) {
    calls += other.calls
    promptTokens += other.promptTokens
    completionTokens += other.completionTokens
  }
}
