import HTTPTypes
import HermesContract
import Hummingbird
import NIOCore

/// Errors as `application/problem+json` (RFC 9457).
enum Problem {
  static func response(_ error: HermesError, requestID: String) -> Response {
    let status = status(of: error.code)
    let body = JSONWriter.bytes([
      "type": .string("about:blank"), "title": .string(status.reasonPhrase),
      "status": .int(Int64(status.code)), "detail": .string(error.message),
      "code": .string(error.code), "request_id": .string(requestID),
    ])
    var headers: HTTPFields = [.contentType: "application/problem+json"]
    if let wait = error.retryAfter {
      headers[.retryAfter] = String(max(1, Int((wait / .seconds(1)).rounded(.up))))
    }
    if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    if status == .upgradeRequired {
      headers[.upgrade] = "websocket"
      headers[.secWebSocketVersion] = "13"
    }
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  /// The one place where codes become HTTP statuses. An unknown code is a failure of ours.
  private static func status(of code: String) -> HTTPResponse.Status {
    switch code {
    case "malformed_json", "malformed_form", "malformed_request", "body_interrupted": .badRequest
    case "request_timeout": .requestTimeout
    case "missing_token", "invalid_token", "expired_token", "wrong_credentials",
      "refresh_token_reused":
      .unauthorized
    case "origin_not_allowed", "host_not_allowed", "admin_only": .forbidden
    case "not_found", "task_not_found", "conversation_not_found", "agent_not_found",
      "artifact_not_found", "account_not_found", "input_not_found":
      .notFound
    case "method_not_allowed": .methodNotAllowed
    case "not_acceptable": .notAcceptable
    case "email_taken", "conversation_busy", "task_ended", "no_open_input", "ambiguous_input",
      "input_closed", "plan_changed",
      "idempotency_in_progress":
      .conflict
    case "body_too_large", "query_too_large": .contentTooLarge
    case "unsupported_media_type": .unsupportedMediaType
    case "invalid_field", "missing_field", "unknown_field", "invalid_parameter",
      "idempotency_key_reused":
      .unprocessableContent
    case "upgrade_required": .upgradeRequired
    case "too_many_tasks", "too_many_connections", "too_many_attempts", "rate_limited", "busy",
      "too_many_answers", "quota_exceeded":
      .tooManyRequests
    case "server_stopping", "journal_unavailable", "agent_unavailable", "out_of_threads":
      .serviceUnavailable
    default: .internalServerError
    }
  }
}

extension HTTPField.Name {
  static let secWebSocketVersion = HTTPField.Name("Sec-WebSocket-Version")!
  static let lastEventID = HTTPField.Name("Last-Event-ID")!
  static let accelBuffering = HTTPField.Name("X-Accel-Buffering")!
  static let requestID = HTTPField.Name("X-Request-Id")!
  static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
  static let idempotentReplayed = HTTPField.Name("Idempotent-Replayed")!
  static let prefer = HTTPField.Name("Prefer")!
}
