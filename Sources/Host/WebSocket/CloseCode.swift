import HermesContract

/// Why a socket is closed; each code says whether to come back (table in the README).
enum CloseCode {
  static let ended: UInt16 = 1000
  static let goingAway: UInt16 = 1001
  static let policyViolation: UInt16 = 1008
  static let internalError: UInt16 = 1011
  static let restarting: UInt16 = 1012
  static let unauthorized: UInt16 = 4401
  static let notFound: UInt16 = 4404
  static let tooSlow: UInt16 = 4408
  static let tooMany: UInt16 = 4429

  /// The word for a code, where there is no close frame to carry it.
  static func name(_ code: UInt16) -> String {
    switch code {
    case unauthorized: "invalid_token"
    case notFound: "task_not_found"
    case tooSlow: "too_slow"
    case tooMany: "too_many_connections"
    case restarting: "server_stopping"
    default: "journal_unavailable"
    }
  }

  /// The code for an error's code string.
  static func of(_ error: HermesError) -> UInt16 {
    switch error.code {
    case "missing_token", "invalid_token", "expired_token": unauthorized
    case "task_not_found": notFound
    case "too_many_connections", "rate_limited": tooMany
    case "server_stopping": restarting
    case "invalid_parameter": policyViolation
    default: internalError
    }
  }
}
