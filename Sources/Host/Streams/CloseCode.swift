import HermesContract

/// Why a stream is closed, as a code of RFC 6455; each code says whether to come back (table in the README).
package enum CloseCode {
  package static let ended: UInt16 = 1000
  package static let goingAway: UInt16 = 1001
  package static let policyViolation: UInt16 = 1008
  package static let internalError: UInt16 = 1011
  package static let restarting: UInt16 = 1012
  package static let unauthorized: UInt16 = 4401
  package static let notFound: UInt16 = 4404
  package static let tooSlow: UInt16 = 4408
  package static let tooMany: UInt16 = 4429

  /// What stands for a close code where there is no close frame to carry it.
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

  package static func code(for error: HermesError) -> UInt16 {
    error.known.map(code) ?? internalError
  }

  /// What a socket is closed with for an error.
  package static func code(for code: ErrorCode) -> UInt16 {
    switch code.kind {
    case .unauthenticated: unauthorized
    case .notFound: notFound
    case .limited: tooMany
    case .unavailable: code == .serverStopping ? restarting : internalError
    case .invalid, .malformed, .denied: policyViolation
    case .timedOut, .wrongMethod, .conflict, .tooLarge, .headTooLarge, .unsupported,
      .upgradeRequired, .ofSocket, .work, .model, .native, .remote, .internal:
      internalError
    }
  }
}
