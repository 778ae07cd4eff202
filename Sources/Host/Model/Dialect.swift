/// What servers of chat completions differ in: which parameters a request has, and how.
struct Dialect: Hashable, Sendable {
  /// What bounds the answer.
  enum TokenLimit: String, Sendable {
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
    case left
  }

  /// How an answer by a schema is asked for.
  enum AnswerFormat: Sendable {
    case schema
    /// Any JSON; the schema goes into the words.
    case object
    /// By words alone.
    case words
  }

  var tokenLimit = TokenLimit.maxTokens
  var answerFormat = AnswerFormat.schema
  var hasTemperature = true
  var hasStreamOptions = true
  /// Whether instructions come as a message of the role `system`, and not at the head of the user's first.
  var hasSystemRole = true
}
