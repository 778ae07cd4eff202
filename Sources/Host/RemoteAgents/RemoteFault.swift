import HermesA2AWire
import HermesContract
import HermesOutbound

/// Why a request to a remote agent failed.
enum RemoteFault: Error {
  /// There was no connection: the agent has not seen the request.
  case notReached(String)
  /// The connection broke after the request may have arrived.
  case brokeOff(String)
  /// An HTTP status other than 200.
  case status(Int, said: String?, retryAfter: Duration?)
  /// It sends somewhere else.
  case redirected(to: String)
  /// A JSON-RPC error.
  case reported(code: Int64, message: String)
  /// Not what A2A v1.0 says.
  case garbage(String)
  case tooLarge(what: String, limit: Int)
  case late(Duration)

  /// Whether the agent may go on with a task although this end has lost it.
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
        "\(who) can't be reached (\(peer.shown(reason))). Check its url and that it runs.",
        isRetryable: true)
    case .brokeOff(let reason):
      return HermesError(
        .remoteLost,
        "The connection to \(who) broke before its answer was complete (\(peer.shown(reason)))."
          + (isIdempotent ? "" : " What was asked may have happened: it is not repeated."),
        isRetryable: isIdempotent)
    case .late(let limit):
      return HermesError(
        .remoteTimeout, "\(who) did not answer within \(limit).", isRetryable: isIdempotent)
    case .status(let status, let said, let delay):
      let reason = said.map { ": " + peer.shown($0) } ?? ""
      return Self.refusal(status, reason, delay, who, isIdempotent: isIdempotent)
    case .redirected(let place):
      return HermesError(
        .remoteRedirected,
        "\(who) sends to \(peer.shown(place)), which is not followed. If it is right, write it as the url."
      )
    case .reported(let code, let message):
      return Self.report(code, peer.shown(message), who, isIdempotent: isIdempotent)
    case .garbage(let what):
      return HermesError(
        .remoteBadAnswer, "\(who) answered what A2A 1.0 has not: \(peer.shown(what))")
    case .tooLarge(let what, let limit):
      return HermesError(
        .remoteAnswerTooLarge, "\(who) sent \(what) of more than \(limit >> 10) KiB.")
    }
  }

  private static func refusal(
    _ status: Int, _ said: String, _ delay: Duration?, _ who: String, isIdempotent: Bool
  ) -> HermesError {
    switch status {
    case 401, 403:
      // What such a server says may repeat a part of the key.
      HermesError(
        .remoteUnauthorized, "\(who) refused the key (\(status)). Check key_env or key_file.")
    case 429, 503:
      HermesError(
        .remoteBusy, "\(who) takes no request now (\(status)\(said)). Try again later.",
        isRetryable: true, retryAfter: delay)
    case 500...:
      HermesError(
        .remoteFailed, "\(who) failed (\(status)\(said)).", isRetryable: isIdempotent,
        retryAfter: delay)
    default:
      HermesError(.remoteRefused, "\(who) refused the request (\(status)\(said)). Check its url.")
    }
  }

  private static func report(
    _ code: Int64, _ message: String, _ who: String, isIdempotent: Bool
  ) -> HermesError {
    switch code {
    case A2AErrorCode.versionNotSupported:
      HermesError(.remoteVersion, "\(who) does not speak A2A \(A2AProtocol.version): \(message)")
    case A2AErrorCode.internalError:
      HermesError(.remoteFailed, "\(who) failed: \(message)", isRetryable: isIdempotent)
    default: HermesError(.remoteRefused, "\(who) refused the request (\(code)): \(message)")
    }
  }
}
