import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

/// Why a connection could not be made, or broke.
package struct ConnectionFault {
  package let reason: String
  /// There was no connection: nothing was sent.
  package let wasNeverThere: Bool

  package init(_ cause: any Error) {
    switch cause {
    case let cause as NIOConnectionError:
      reason =
        cause.connectionErrors.first.map { Self.words($0.error) } ?? "\(cause.host) has no address"
      wasNeverThere = true
    case let cause as IOError:
      reason = Self.words(cause)
      wasNeverThere = [ECONNREFUSED, ENETUNREACH].contains(cause.errnoCode)
    default:
      reason = "\(cause)"
      let client = cause as? HTTPClientError
      wasNeverThere = client == .connectTimeout || client == .getConnectionFromPoolTimeout
    }
  }

  /// Of a system call's failure only what the system says: NIO adds the call that it happened in.
  private static func words(_ error: any Error) -> String {
    (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }
}
