#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A network of IPv4 or IPv6 addresses, such as `10.0.0.0/8` or `::1`.
///
/// An IPv4 address is kept as its IPv4-mapped IPv6 address, so that the two spellings of one address
/// are the same.
package struct IPNetwork: Sendable, Equatable {
  private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

  private let bytes: [UInt8]
  /// 0...128
  private let prefixBits: Int

  /// - Parameter text: an address, or one with `/` and the number of bits that its network shares.
  ///   nil if it is neither.
  package init?(_ text: String) {
    let fields = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = Self.address(String(fields[0])) else { return nil }
    let isIPv4 = address.starts(with: Self.mappedPrefix) && !fields[0].contains(":")
    var bits = 128
    if fields.count == 2 {
      guard let number = Int(fields[1]), (0...(isIPv4 ? 32 : 128)).contains(number),
        String(number) == fields[1]
      else { return nil }
      bits = isIPv4 ? 96 + number : number
    }
    bytes = address
    prefixBits = bits
  }

  /// - Parameter text: an address; anything else is in no network.
  package func contains(_ text: String) -> Bool {
    guard let address = Self.address(text) else { return false }
    let whole = prefixBits / 8
    guard address[..<whole] == bytes[..<whole] else { return false }
    let rest = prefixBits % 8
    guard rest > 0 else { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
    return address[whole] & mask == bytes[whole] & mask
  }

  /// By what limits count an address: itself, and of IPv6 its network of 64 bits, which is what one
  /// customer is given (RFC 6177). Different spellings of one address count as one.
  /// - Parameter text: what is no address counts as it is.
  package static func counted(_ text: String) -> String {
    guard let address = address(text) else { return text }
    if address.starts(with: mappedPrefix) {
      return address[12...].map(String.init).joined(separator: ".")
    }
    let groups = stride(from: 0, to: 8, by: 2).map { index in
      String(UInt16(address[index]) << 8 | UInt16(address[index + 1]), radix: 16)
    }
    return groups.joined(separator: ":") + "::/64"
  }

  /// By what whole networks take turns: of IPv4 the first 24 bits, of IPv6 48, which one customer may have many /64 of
  /// (RFC 6177). Not for limits: strangers may share it.
  /// - Parameter counted: as `counted` names an address; what is none counts as it is.
  package static func neighbourhood(_ counted: String) -> String {
    let text = counted.hasSuffix("/64") ? String(counted.dropLast(3)) : counted
    guard let address = address(text) else { return counted }
    if address.starts(with: mappedPrefix) { return "\(address[12]).\(address[13]).\(address[14])" }
    return address[..<6].map { String($0, radix: 16) }.joined(separator: ":")
  }

  /// The 16 bytes of an address.
  private static func address(_ text: String) -> [UInt8]? {
    guard text.utf8.count <= 45 else { return nil }
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      return mappedPrefix + withUnsafeBytes(of: &four) { Array($0) }
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    return withUnsafeBytes(of: &six) { Array($0) }
  }
}
