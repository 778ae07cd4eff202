import Glibc
import HermesConfiguration
import HermesContract

/// Determines where to listen: a loopback name means both loopback addresses, as far as the machine
/// has them.
enum ListenAddresses {
  /// Determines the addresses, and replaces port 0 by a free one, so that both addresses use the
  /// same.
  /// - Throws: `StartupError` for an address or port that can't be used, before anything else is
  ///   opened or loaded.
  static func resolve(_ settings: inout ServerSettings) throws -> [String] {
    settings.host = withoutBrackets(settings.host)
    let isStandard = settings.host == "127.0.0.1" || settings.host == "localhost"
    let first = isStandard ? "127.0.0.1" : settings.host
    settings.port = try bind(host: first, port: settings.port)
    return isStandard && hasIPv6Loopback() ? [first, "::1"] : [first]
  }

  /// Host and port for a URL.
  static func authority(_ settings: ServerSettings) -> String {
    switch settings.host {
    case "127.0.0.1", "::1", "localhost": "localhost:\(settings.port)"
    case let host where host.contains(":"): "[\(host)]:\(settings.port)"
    case let host: "\(host):\(settings.port)"
    }
  }

  private static func withoutBrackets(_ host: String) -> String {
    host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
  }

  /// Checks whether a listener can be opened.
  /// - Returns: the port, or the free one that the system chose for 0.
  private static func bind(host: String, port: Int) throws -> Int {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &found)
    defer { if let found { freeaddrinfo(found) } }
    guard status == 0, let address = found?.pointee else {
      throw StartupError(
        "host is \"\(host)\", which is not an address and can't be resolved (\(String(cString: gai_strerror(status)))). Choose an address of this machine with --host, such as 127.0.0.1 or 0.0.0.0."
      )
    }
    let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard descriptor >= 0 else { throw refusal(host: host, port: port, code: errno) }
    defer { close(descriptor) }
    var isReused: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
    guard Glibc.bind(descriptor, address.ai_addr, address.ai_addrlen) == 0,
      listen(descriptor, 1) == 0
    else { throw refusal(host: host, port: port, code: errno) }
    return try Self.boundPort(of: descriptor, family: address.ai_family)
  }

  private static func refusal(host: String, port: Int, code: Int32) -> StartupError {
    switch code {
    case EADDRINUSE:
      StartupError(
        "Port \(port) of \(host) is in use. Stop the program that uses it, or choose another port with --port."
      )
    case EADDRNOTAVAIL:
      StartupError(
        "\(host) is not an address of this machine. Choose one with --host, such as 127.0.0.1 or 0.0.0.0."
      )
    case EACCES:
      StartupError(
        "This user may not open port \(port). Choose one above 1023 with --port.")
    default:
      StartupError(
        "Port \(port) of \(host) can't be opened (\(String(cString: strerror(code)))). Choose another one with --host and --port."
      )
    }
  }

  private static func boundPort(of descriptor: Int32, family: Int32) throws -> Int {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let isKnown = withUnsafeMutableBytes(of: &storage) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        getsockname(descriptor, $0.baseAddress!, &length) == 0
      }
    }
    guard isKnown else {
      throw StartupError("No free port was found. Choose one with --port.")
    }
    // The port is at the same offset in the addresses of both families.
    return withUnsafeBytes(of: &storage) {
      Int(UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)))
    }
  }

  private static func hasIPv6Loopback() -> Bool { (try? bind(host: "::1", port: 0)) != nil }
}
