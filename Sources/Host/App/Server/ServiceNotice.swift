import Foundation
import Glibc

/// The server's notices to the service manager that started it: systemd's `Type=notify`, one datagram
/// to the socket that `NOTIFY_SOCKET` names.
enum ServiceNotice: String {
  case ready = "READY=1"
  case stopping = "STOPPING=1"

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Does nothing if no service manager asked for notices.
  /// - Throws: `Failure` that names the socket.
  func send() throws(Failure) {
    guard let path = ProcessInfo.processInfo.environment["NOTIFY_SOCKET"], !path.isEmpty else {
      return
    }
    func failure(_ reason: String) -> Failure {
      Failure(description: "\(rawValue) can't be sent to NOTIFY_SOCKET \(path) (\(reason))")
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes[0] == UInt8(ascii: "/") || bytes[0] == UInt8(ascii: "@"),
      bytes.count < MemoryLayout.size(ofValue: address.sun_path)
    else { throw failure("it is neither a path nor an abstract name of at most 107 bytes") }
    withUnsafeMutableBytes(of: &address.sun_path) { name in
      name.copyBytes(from: bytes)
      // An abstract name begins with a zero byte, which an environment variable can't contain.
      if bytes[0] == UInt8(ascii: "@") { name[0] = 0 }
    }
    // Without the padding, which would be part of an abstract name.
    let length = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path)! + bytes.count)
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let text = Array(rawValue.utf8)
    let sent = withUnsafeBytes(of: &address) { address in
      sendto(
        descriptor, text, text.count, 0,
        address.assumingMemoryBound(to: sockaddr.self).baseAddress, length)
    }
    guard sent == text.count else { throw failure(String(cString: strerror(errno))) }
  }
}
