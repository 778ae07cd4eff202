import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

/// Why a connection failed.
package struct ConnectionFault {
  /// A phrase for logs and messages.
  package let reason: String
  /// Whether no connection was made, so that nothing was sent.
  package let wasNeverThere: Bool

  /// - Parameter cause: an error of NIO or AsyncHTTPClient.
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

  /// For a failed system call, only the system's text, without the name of the call, which NIO
  /// adds.
  private static func words(_ error: any Error) -> String {
    (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }
}
