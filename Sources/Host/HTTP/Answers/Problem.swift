import HTTPTypes
import HermesContract
import HermesStreams
import Hummingbird
import NIOCore

/// Errors as `application/problem+json` (RFC 9457).
enum Problem {
  static func response(_ error: HermesError, requestID: String) -> Response {
    let status = status(of: error)
    let body = JSONWriter.bytes([
      "type": .string("about:blank"), "title": .string(status.reasonPhrase),
      "status": .int(Int64(status.code)), "detail": .string(error.restMessage),
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

  /// An error without a code of ours is a failure on our side.
  private static func status(of error: HermesError) -> HTTPResponse.Status {
    error.known.map(status) ?? .internalServerError
  }

  /// The single place where codes are mapped to HTTP statuses.
  static func status(of code: ErrorCode) -> HTTPResponse.Status {
    switch code.kind {
    case .malformed: .badRequest
    case .timedOut: .requestTimeout
    case .unauthenticated: .unauthorized
    case .denied: .forbidden
    case .notFound: .notFound
    case .gone: .gone
    case .wrongMethod: .methodNotAllowed
    case .conflict: .conflict
    case .tooLarge: .contentTooLarge
    case .headTooLarge: .requestHeaderFieldsTooLarge
    case .unsupported: .unsupportedMediaType
    case .invalid: .unprocessableContent
    case .upgradeRequired: .upgradeRequired
    case .limited: .tooManyRequests
    case .unavailable: .serviceUnavailable
    // These end steps, tasks and frames; if a request is answered with one, the fault is on our
    // side.
    case .ofSocket, .work, .model, .native, .remote, .internal: .internalServerError
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
