import HermesContract

/// Why a stream is closed, as a close code of RFC 6455. Each code says whether to reconnect (table
/// in the README).
package enum CloseCode {
  /// The stream is complete.
  package static let ended: UInt16 = 1000
  /// The server or the client is leaving.
  package static let goingAway: UInt16 = 1001
  /// The client broke a rule.
  package static let policyViolation: UInt16 = 1008
  /// A fault of the server.
  package static let internalError: UInt16 = 1011
  /// The server is restarting: reconnect.
  package static let restarting: UInt16 = 1012
  /// The token is missing, invalid or expired, or its session has ended.
  package static let unauthorized: UInt16 = 4401
  /// There is no such task, or it was deleted.
  package static let notFound: UInt16 = 4404
  /// The client reads too slowly.
  package static let tooSlow: UInt16 = 4408
  /// Too many streams, frames or subscriptions.
  package static let tooMany: UInt16 = 4429

  /// The error that represents a close code where there is no close frame to carry it.
  package static func error(for code: UInt16) -> ErrorCode {
    switch code {
    case unauthorized: .invalidToken
    case notFound: .taskNotFound
    case tooSlow: .tooSlow
    case tooMany: .tooManyConnections
    case restarting: .serverStopping
    default: .journalUnavailable
    }
  }

  /// The close code for an error.
  package static func code(for error: HermesError) -> UInt16 {
    error.known.map(code) ?? internalError
  }

  /// The close code for an error code.
  package static func code(for code: ErrorCode) -> UInt16 {
    switch code.kind {
    case .unauthenticated: unauthorized
    case .notFound, .gone: notFound
    case .limited: tooMany
    case .unavailable: code == .serverStopping ? restarting : internalError
    case .invalid, .malformed, .denied: policyViolation
    case .timedOut, .wrongMethod, .conflict, .tooLarge, .headTooLarge, .unsupported,
      .upgradeRequired, .ofSocket, .work, .model, .native, .remote, .internal:
      internalError
    }
  }
}
