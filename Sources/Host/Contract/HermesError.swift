/// What went wrong with one request, call or task, for the person who can do something about it.
///
/// `code` is a stable snake_case string (`ErrorCode`, or an agent's own), `message` a sentence that names the thing and
/// the remedy.
/// Neither ever holds a secret. An error is stored and sent in several places, and much of what errors
/// say comes from agents: longer ones are cut here, for all of them.
package struct HermesError: Error, Sendable, Equatable, CustomStringConvertible {
  package static let maximumMessageBytes = 4096
  package static let maximumCodeBytes = 64

  package let code: String
  /// What the host calls it; nil of an agent's own code.
  package let known: ErrorCode?
  package private(set) var message: String
  /// Whether the same call may succeed later without anybody changing anything.
  package var isRetryable: Bool
  package var retryAfter: Duration?

  package init(
    _ code: ErrorCode, message: String, isRetryable: Bool = false, retryAfter: Duration? = nil
  ) {
    self.init(
      known: code, code: code.rawValue, message: message, isRetryable: isRetryable,
      retryAfter: retryAfter)
  }

  /// An error of an agent, which may call it as one of the host's without being one.
  package init(
    ofAgent code: String, _ message: String, isRetryable: Bool = false,
    retryAfter: Duration? = nil
  ) {
    self.init(
      known: nil, code: code.cut(toBytes: Self.maximumCodeBytes), message: message,
      isRetryable: isRetryable, retryAfter: retryAfter)
  }

  /// An error that was stored, or came from another host.
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

  package var json: JSONValue { ["code": .string(code), "message": .string(message)] }

  package var description: String { "\(code): \(message)" }
}

extension HermesError {
  package static let taskNotFound = HermesError(
    .taskNotFound, message: "There is no such task.")
  package static let conversationNotFound = HermesError(
    .conversationNotFound, message: "There is no such conversation.")
  package static let badCursor = HermesError(
    .invalidParameter, message: "cursor must be a next_cursor of an earlier page.")
  package static let cancelled = HermesError(.cancelled, message: "The task was cancelled.")
  package static let interrupted = HermesError(
    .interrupted,
    message:
      "The server stopped while this step was running, and its owner decided that it has failed. "
      + "Send the request again to repeat it.")
  package static let journalUnavailable = HermesError(
    .journalUnavailable,
    message:
      "The server could not store this. Its log says why; check the space of the data directory.",
    isRetryable: true, retryAfter: .seconds(5))
  package static let idempotencyInProgress = HermesError(
    .idempotencyInProgress,
    message: "A request with this Idempotency-Key is being stored. Try again.",
    isRetryable: true, retryAfter: .seconds(1))
  package static let accountDeleted = HermesError(
    .accountNotFound, message: "This account has been deleted.")
  package static let inputClosed = HermesError(
    .inputClosed, message: "This question has been answered, or its task has ended.")
}

/// The process cannot start or go on: bad configuration, a locked data directory, a taken port.
package struct StartupError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
