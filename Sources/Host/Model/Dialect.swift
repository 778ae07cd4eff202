/// How servers of chat completions differ: which parameters a request has, and in which form.
struct Dialect: Hashable, Sendable {
  /// The parameter that limits the answer.
  enum TokenLimit: String, Sendable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
    case left
  }

  /// How an answer that follows a schema is requested.
  enum AnswerFormat: Sendable {
    case schema
    /// Any JSON; the schema is part of the prompt.
    case object
    /// In the prompt only.
    case words
  }

  var tokenLimit = TokenLimit.maxTokens
  var answerFormat = AnswerFormat.schema
  var hasTemperature = true
  var hasStreamOptions = true
  /// Whether instructions are sent as a message with the role `system` rather than at the start of
  /// the first user message.
  var hasSystemRole = true
}
