/// What went wrong with one request, call or task, for the person who can do something about it.
///
/// `code` is a stable snake_case string (an `ErrorCode`, or an agent's own code); `message` is a
/// sentence that names the thing and the remedy. Neither ever contains a secret. Errors are stored
/// and sent in several places, and much of their text comes from agents, so long ones are cut here
/// for all of them.
package struct HermesError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Longer messages are cut to so many bytes of UTF-8.
  package static let maximumMessageBytes = 4096
  /// Longer codes are cut to so many bytes of UTF-8.
  package static let maximumCodeBytes = 64

  /// A stable snake_case word; machine-readable.
  package let code: String
  /// The host's error code; nil for an agent's own code.
  package let known: ErrorCode?
  /// A sentence that names the thing and the remedy; at most `maximumMessageBytes`.
  package private(set) var message: String
  /// Whether the same call may succeed later without any change.
  package var isRetryable: Bool
  /// How long a client should wait before it retries; nil if that is unknown.
  package var retryAfter: Duration?

  /// An error of the host.
  package init(
    _ code: ErrorCode, message: String, isRetryable: Bool = false, retryAfter: Duration? = nil
  ) {
    self.init(
      known: code, code: code.rawValue, message: message, isRetryable: isRetryable,
      retryAfter: retryAfter)
  }

  /// An error of an agent; `known` stays nil even if its code equals one of the host's.
  package init(
    ofAgent code: String, _ message: String, isRetryable: Bool = false,
    retryAfter: Duration? = nil
  ) {
    self.init(
      known: nil, code: code.cut(toBytes: Self.maximumCodeBytes), message: message,
      isRetryable: isRetryable, retryAfter: retryAfter)
  }

  /// An error that was stored or came from another host.
  package init(stored code: String, _ message: String) {
    self.init(
      known: ErrorCode(rawValue: code), code: code.cut(toBytes: Self.maximumCodeBytes),
      message: message, isRetryable: false, retryAfter: nil)
  }

  private init(
    known: ErrorCode?, code: String, message: String, isRetryable: Bool, retryAfter: Duration?
  ) {
    self.known = known
    self.code = code
    self.message = message.cut(toBytes: Self.maximumMessageBytes)
    self.isRetryable = isRetryable
    self.retryAfter = retryAfter
  }

  /// Code and message, as in events and stored records.
  package var json: JSONValue { ["code": .string(code), "message": .string(message)] }

  package var description: String { "\(code): \(message)" }
}

extension HermesError {
  /// The answer to an unknown task id, and to another user's task.
  package static let taskNotFound = HermesError(
    .taskNotFound, message: "There is no such task.")
  /// The answer to an unknown conversation id, and to another user's conversation.
  package static let conversationNotFound = HermesError(
    .conversationNotFound, message: "There is no such conversation.")
  /// The answer to a cursor that this server did not issue.
  package static let badCursor = HermesError(
    .invalidParameter, message: "cursor must be a next_cursor of an earlier page.")
  /// The error of a task that its owner cancelled.
  package static let cancelled = HermesError(.cancelled, message: "The task was cancelled.")
  /// The error of a step that was cut off and that its owner resolved as failed.
  package static let interrupted = HermesError(
    .interrupted,
    message:
      "The server stopped while this step was running, and its owner decided that it has failed. "
      + "Send the request again to repeat it.")
  /// The answer when the store refuses to write; retryable after 5 s.
  package static let journalUnavailable = HermesError(
    .journalUnavailable,
    message:
      "The server could not store this. Its log says why; check the space of the data directory.",
    isRetryable: true, retryAfter: .seconds(5))
  /// The answer to a repeated request whose first copy is still being stored; retryable after 1 s.
  package static let idempotencyInProgress = HermesError(
    .idempotencyInProgress,
    message: "A request with this Idempotency-Key is being stored. Try again.",
    isRetryable: true, retryAfter: .seconds(1))
  /// The answer to the token of a deleted account.
  package static let accountDeleted = HermesError(
    .accountNotFound, message: "This account has been deleted.")
  /// The answer to a request for an artifact whose blob is not in the data directory.
  package static let contentMissing = HermesError(
    .contentMissing,
    message: "The content of this artifact has been lost on the server. Run the task again.")
  /// The answer to a question that is no longer open.
  package static let inputClosed = HermesError(
    .inputClosed, message: "This question has been answered, or its task has ended.")
}

/// The process cannot start or continue: bad configuration, a locked data directory, a port in use.
package struct StartupError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
