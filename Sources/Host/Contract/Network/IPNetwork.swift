#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A network of IPv4 or IPv6 addresses, such as `10.0.0.0/8` or `::1`.
///
/// An IPv4 address is stored as its IPv4-mapped IPv6 address, so that both spellings of an address
/// are equal.
package struct IPNetwork: Sendable, Equatable {
  private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

  private let bytes: [UInt8]
  /// 0...128, counted in the 128-bit form.
  private let prefixBits: Int

  /// - Parameter text: an address, or an address with `/` and the length of the network prefix in
  ///   bits. Anything else gives nil.
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

  /// Whether an address belongs to the network.
  /// - Parameter text: an address; any other text is in no network.
  package func contains(_ text: String) -> Bool {
    guard let address = Self.address(text) else { return false }
    let whole = prefixBits / 8
    guard address[..<whole] == bytes[..<whole] else { return false }
    let rest = prefixBits % 8
    guard rest > 0 else { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF00 >> rest)
    return address[whole] & mask == bytes[whole] & mask
  }

  /// The key under which limits count an address: an IPv4 address itself, and for IPv6 its /64
  /// network, which is what one customer is given (RFC 6177). Different spellings of an address
  /// have the same key.
  /// - Parameter text: text that is not an address is returned unchanged.
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

  /// The key by which whole networks take turns: the first 24 bits of IPv4, the first 48 of IPv6,
  /// of which one customer may have many /64 (RFC 6177). Not for limits, because unrelated users
  /// may share it.
  /// - Parameter counted: an address as `counted` returns it; any other text is returned unchanged.
  package static func neighbourhood(_ counted: String) -> String {
    let text = counted.hasSuffix("/64") ? String(counted.dropLast(3)) : counted
    guard let address = address(text) else { return counted }
    if address.starts(with: mappedPrefix) { return "\(address[12]).\(address[13]).\(address[14])" }
    return address[..<6].map { String($0, radix: 16) }.joined(separator: ":")
  }

  /// The 16 bytes of an address; nil if the text is not one.
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
