import HermesContract
import HermesOutbound

/// Why a request failed, and whether it is worth sending again.
struct CompletionFailure: Error {
  let error: HermesError
  private(set) var mayRetry: Bool
  /// How long the server asked to wait.
  var asked: Duration?

  /// The server's reason for refusing the request; nil if the request was not at fault.
  private(set) var refusal: ServerReason?

  /// A status other than 200, sent as such or found in the body of a 200.
  init(status: Int, reason: ServerReason, retryAfter: Duration?, from endpoint: ModelEndpoint) {
    let said = reason.text.isEmpty ? "" : ": " + endpoint.shown(reason.text)
    let model = "The model at \(endpoint.url)"
    asked = retryAfter
    switch status {
    case 401, 403:
      // The server's words may repeat part of the key.
      error = HermesError(
        .modelUnauthorized, message: "\(model) refused the key (\(status)). Check model_key.")
      mayRetry = false
    case 429:
      error = HermesError(
        .modelRateLimited, message: "\(model) has too many requests (429\(said)). Try again later.",
        isRetryable: true, retryAfter: retryAfter)
      mayRetry = true
    case 408, 500...:
      error = HermesError(
        .modelUnavailable, message: "\(model) failed (\(status)\(said)). Try again later.",
        isRetryable: true, retryAfter: retryAfter)
      mayRetry = true
    default:
      error = HermesError(
        .modelRefused,
        message:
          "\(model) refused the request (\(status)\(said)). Check model_url, which ends where /chat/completions begins, and model_name."
      )
      mayRetry = false
      refusal = [400, 422].contains(status) ? reason : nil
    }
  }

  /// A 200 answer that is neither a stream nor JSON.
  init(contentType: String?, from endpoint: ModelEndpoint) {
    error = HermesError(
      .modelBadAnswer,
      message:
        "The model at \(endpoint.url) answered \(endpoint.shown(contentType ?? "no type")) in place of text/event-stream. Check model_url: its server has to stream chat completions."
    )
    mayRetry = false
  }

  /// A fault in a stream; treated like a status if the server names one.
  static func failure(for fault: CompletionStream.Fault, from endpoint: ModelEndpoint) -> Self {
    if case .reported(let reason) = fault, let status = reason.status, status < 500 {
      return Self(status: status, reason: reason, retryAfter: nil, from: endpoint)
    }
    return Self(fault, from: endpoint)
  }

  private init(_ fault: CompletionStream.Fault, from endpoint: ModelEndpoint) {
    let model = "The model at \(endpoint.url)"
    switch fault {
    case .unreadable(let beginning):
      error = HermesError(
        .modelBadAnswer,
        message:
          "\(model) sent an event that is not a chat completion: \(endpoint.shown(beginning))",
        isRetryable: true)
      mayRetry = true
    case .reported(let reason):
      let text = reason.text.isEmpty ? "no reason given" : endpoint.shown(reason.text)
      error = HermesError(
        .modelUnavailable, message: "\(model) broke off with: \(text)", isRetryable: true)
      mayRetry = true
      refusal = reason
    case .eventTooLong:
      error = HermesError(
        .modelBadAnswer,
        message:
          "\(model) sent an event of more than \(CompletionStream.maximumEventBytes >> 20) MiB.")
      mayRetry = false
    case .answerTooLong:
      error = HermesError(
        .modelAnswerTooLarge,
        message:
          "\(model) answered more than \(CompletionStream.maximumAnswerBytes >> 20) MiB. Ask for less with max_tokens."
      )
      mayRetry = false
    case .brokeOff:
      error = HermesError(
        .modelUnavailable, message: "\(model) ended its answer before it was complete. Try again.",
        isRetryable: true)
      mayRetry = true
    }
  }

  /// The connection could not be made, or broke.
  init(connection cause: any Error, from endpoint: ModelEndpoint) {
    let reason = ConnectionFault(cause).reason
    error = HermesError(
      .modelUnavailable,
      message:
        "The model at \(endpoint.url) can't be reached (\(endpoint.shown(reason))). Check model_url and that its server runs.",
      isRetryable: true)
    mayRetry = true
  }

  /// The same failure, for a request that must not be sent again.
  var final: CompletionFailure {
    var failure = self
    failure.mayRetry = false
    failure.refusal = nil
    return failure
  }
}
