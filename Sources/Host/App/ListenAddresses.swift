import Glibc
import HermesConfiguration
import HermesContract

/// Where to listen: a loopback name means both loopback addresses, as far as the machine has them.
enum ListenAddresses {
  /// Also replaces port 0 by a free one, so that both addresses have the same.
  static func resolve(_ settings: inout ServerSettings) throws -> [String] {
    let isStandard = settings.host == "127.0.0.1" || settings.host == "localhost"
    let first = isStandard ? "127.0.0.1" : settings.host
    if settings.port == 0 { settings.port = try freePort() }
    return isStandard && hasIPv6Loopback() ? [first, "::1"] : [first]
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw StartupError("No free port could be found. Name one with --port.") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func hasIPv6Loopback() -> Bool {
    let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
      }
    }
  }
}
