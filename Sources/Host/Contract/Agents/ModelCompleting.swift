/// A language model, as its users see it.
package protocol ModelCompleting: Sendable {
  /// Completes a conversation. Cancelling the surrounding task closes the connection.
  /// - Parameters:
  /// - place: overrides of the server's own model settings.
  ///   - onDelta: called in order, on any thread, never after this has returned; it must not block.
  /// - Throws: `HermesError` with one of the codes of docs/models.md; `CancellationError`.
  func complete(
    _ request: ModelRequest, at place: ModelPlace, onDelta: @escaping @Sendable (ModelDelta) -> Void
  ) async throws -> ModelAnswer

  /// The address that a completion is requested from, for the log.
  func address(of place: ModelPlace) -> String
}

/// A conversation to be continued.
package struct ModelRequest: Sendable, Equatable {
  /// One turn of the conversation.
  package struct Message: Sendable, Equatable {
    /// Who said it.
    package var role: Role
    /// The text.
    package var content: String
    package init(role: Role, content: String) {
      self.role = role
      self.content = content
    }
  }

  /// The author of a turn.
  package enum Role: String, Sendable, CaseIterable { case system, user, assistant }

  /// In the order of the conversation.
  package var messages: [Message]
  /// The limit of tokens in the answer, at least 1; nil means the model's own limit.
  package var maxTokens: Int?
  /// The sampling temperature, 0...2; nil means the model's default.
  package var temperature: Double?
  /// A JSON schema that the text of the answer must follow; nil means free text.
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

/// A piece of an answer while it is being generated.
package struct ModelDelta: Sendable, Equatable {
  /// Which part of the answer the piece belongs to; the raw values are part of the wire format of
  /// agents.
  package enum Part: UInt8, Sendable {
    case text = 0
    case reasoning = 1
  }

  /// The part that it extends.
  package var part: Part
  /// The text to append.
  package var text: String

  package init(_ part: Part, text: String) {
    self.part = part
    self.text = text
  }
}

/// A complete answer of a model.
package struct ModelAnswer: Sendable, Equatable {
  /// The answer itself.
  package var text = ""
  /// The model's reasoning before the answer; empty if the model does not return it.
  package var reasoning = ""
  /// As the model's server reports it: "stop", "length" and others.
  package var finishReason = ""
  /// The model's name as its server reports it; may be empty.
  package var model = ""
  /// What the completion cost.
  package var usage = ModelUsage()

  package init() {}
}

/// Tokens as the model's server counts them; 0 if it reports none.
package struct ModelUsage: Sendable, Equatable {
  /// Requests to models.
  package var calls = 0
  /// Tokens of the requests.
  package var promptTokens = 0
  /// Tokens of the answers.
  package var completionTokens = 0

  package init(calls: Int = 0, promptTokens: Int = 0, completionTokens: Int = 0) {
    self.calls = calls
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
  }

  /// The usage of a failed completion: one call, unless no model was asked.
  package init(after error: any Error) {
    let code = (error as? HermesError)?.known
    self.init(calls: code == .modelNotConfigured || code == .quotaExceeded ? 0 : 1)
  }

  /// Adds another usage to this one.
  package mutating func add(_ other: ModelUsage) {
    calls += other.calls
    promptTokens += other.promptTokens
    completionTokens += other.completionTokens
  }
}
