import HermesA2AWire
import HermesContract
import HermesOutbound

/// Why a request to a remote agent failed.
enum RemoteFault: Error {
  /// There was no connection, so the agent has not seen the request.
  case notReached(String)
  /// The connection broke when the request may already have arrived.
  case brokeOff(String)
  /// An HTTP status other than 200.
  case status(Int, said: String?, retryAfter: Duration?)
  /// A redirect.
  case redirected(to: String)
  /// A JSON-RPC error.
  case reported(code: Int64, message: String)
  /// A response that is not valid A2A v1.0.
  case garbage(String)
  case tooLarge(what: String, limit: Int)
  case late(Duration)

  /// Whether the agent may still be working on a task that this side has lost.
  var isLostContact: Bool {
    switch self {
    case .notReached, .brokeOff, .late: true
    case .status(let status, _, _): status == 429 || status >= 500
    case .redirected, .reported, .garbage, .tooLarge: false
    }
  }

  /// - Parameter isIdempotent: whether the request may be repeated although it may have arrived.
  func error(of peer: RemotePeer, isIdempotent: Bool) -> HermesError {
    let who = "\(peer.name) at \(peer.url)"
    switch self {
    case .notReached(let reason):
      return HermesError(
        .remoteUnavailable,
        message: "\(who) can't be reached (\(peer.shown(reason))). Check its url and that it runs.",
        isRetryable: true)
    case .brokeOff(let reason):
      return HermesError(
        .remoteLost,
        message:
          "The connection to \(who) broke before its answer was complete (\(peer.shown(reason)))."
          + (isIdempotent ? "" : " What was asked may have happened: it is not repeated."),
        isRetryable: isIdempotent)
    case .late(let limit):
      return HermesError(
        .remoteTimeout, message: "\(who) did not answer within \(limit).", isRetryable: isIdempotent
      )
    case .status(let status, let said, let delay):
      let reason = said.map { ": " + peer.shown($0) } ?? ""
      return Self.refusal(
        status: status, reason: reason, delay: delay, who: who, isIdempotent: isIdempotent)
    case .redirected(let place):
      return HermesError(
        .remoteRedirected,
        message:
          "\(who) sends to \(peer.shown(place)), which is not followed. If it is right, write it as the url."
      )
    case .reported(let code, let message):
      return Self.report(
        code: code, message: peer.shown(message), who: who, isIdempotent: isIdempotent)
    case .garbage(let what):
      return HermesError(
        .remoteBadAnswer,
        message: "\(who) sent a response that is not valid A2A 1.0: \(peer.shown(what))")
    case .tooLarge(let what, let limit):
      return HermesError(
        .remoteAnswerTooLarge, message: "\(who) sent \(what) of more than \(limit >> 10) KiB.")
    }
  }

  private static func refusal(
    status: Int, reason said: String, delay: Duration?, who: String, isIdempotent: Bool
  ) -> HermesError {
    switch status {
    case 401, 403:
      // The server's words may repeat part of the key.
      HermesError(
        .remoteUnauthorized,
        message: "\(who) refused the key (\(status)). Check key_env or key_file.")
    case 429, 503:
      HermesError(
        .remoteBusy, message: "\(who) takes no request now (\(status)\(said)). Try again later.",
        isRetryable: true, retryAfter: delay)
    case 500...:
      HermesError(
        .remoteFailed, message: "\(who) failed (\(status)\(said)).", isRetryable: isIdempotent,
        retryAfter: delay)
    default:
      HermesError(
        .remoteRefused, message: "\(who) refused the request (\(status)\(said)). Check its url.")
    }
  }

  private static func report(
    code: Int64, message: String, who: String, isIdempotent: Bool
  ) -> HermesError {
    switch code {
    case A2AErrorCode.versionNotSupported:
      HermesError(
        .remoteVersion, message: "\(who) does not speak A2A \(A2AProtocol.version): \(message)")
    case A2AErrorCode.internalError:
      HermesError(.remoteFailed, message: "\(who) failed: \(message)", isRetryable: isIdempotent)
    default:
      HermesError(.remoteRefused, message: "\(who) refused the request (\(code)): \(message)")
    }
  }
}
