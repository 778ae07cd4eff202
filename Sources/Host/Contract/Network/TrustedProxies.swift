/// Reverse proxies that are trusted to report a client's address (`X-Forwarded-For`, or `Forwarded`
/// of RFC 7239). From any other peer, these fields are unverified claims of the client.
package struct TrustedProxies: Sendable {
  private static let loopback = [IPNetwork("127.0.0.0/8"), IPNetwork("::1")].compactMap { $0 }

  /// Lower-case field names that indicate a proxy, in addition to any that contain `forwarded`.
  private static let marks: Set<String> = [
    "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "fastly-client-ip",
    "x-cluster-client-ip", "x-envoy-external-address",
  ]

  /// Whether a header field indicates that a request came through a proxy.
  /// - Parameter name: lower-case.
  package static func isMark(_ name: String) -> Bool {
    marks.contains(name) || name.firstBytes(of: "forwarded") != nil
  }

  private let networks: [IPNetwork]

  package init(_ networks: [IPNetwork]) { self.networks = networks }

  /// The client's address, according to the connection and the fields of trusted proxies.
  /// - Parameters:
  ///   - peer: the address at the other end of the connection.
  ///   - forwardedFor: the values of `X-Forwarded-For`, in their order.
  ///   - forwarded: the values of `Forwarded`, in their order.
  /// - isMarked: whether the request has a field for which `isMark` is true.
  package func client(
    peer: String, forwardedFor: [String], forwarded: [String], isMarked: Bool = false
  ) -> ClientAddress {
    let isProxied = isMarked || !forwardedFor.isEmpty || !forwarded.isEmpty
    guard isTrusted(peer) else {
      // An unlisted proxy on this machine is still not the client.
      let isLocal = !isProxied && Self.loopback.contains { $0.contains(peer) }
      return ClientAddress(text: peer, isThisMachine: isLocal)
    }
    // A proxy that maintains one of the two fields passes on the other unchanged. Use them only if
    // both lead to the same client or one is missing; otherwise it is unclear which to believe.
    let named =
      forwardedFor.isEmpty ? nil : firstUntrusted(of: Self.forwardedFor(forwardedFor), from: peer)
    let standard =
      forwarded.isEmpty
      ? nil
      : firstUntrusted(
        of: ForwardedField.clients(of: forwarded).map { $0.flatMap { Self.address(in: $0[...]) } },
        from: peer)
    let agreed = named == nil || standard == nil || named == standard
    return ClientAddress(text: agreed ? named ?? standard ?? peer : peer, isThisMachine: false)
  }

  /// Each proxy appends the address of its own peer; entries before the first untrusted one were
  /// not verified by anyone.
  /// - Parameter hops: nearest last; nil for an entry that is not an address.
  private func firstUntrusted(of hops: [String?], from peer: String) -> String {
    var hops = hops
    var address = peer
    while isTrusted(address), let hop = hops.popLast() {
      guard let next = hop else { break }
      address = next
    }
    return address
  }

  /// Whether an address is that of a trusted proxy.
  package func isTrusted(_ address: String) -> Bool {
    networks.contains { $0.contains(address) }
  }

  private static func forwardedFor(_ values: [String]) -> [String?] {
    values.flatMap { $0.split(separator: ",") }.map { address(in: $0) }
  }

  /// The address of `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `"[2001:db8::1]:80"`.
  private static func address(in text: Substring) -> String? {
    var text = text.trimmingSpaces()
    if text.hasPrefix("\""), text.hasSuffix("\""), text.count >= 2 {
      text = text.dropFirst().dropLast()
    }
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      text = text[text.index(after: text.startIndex)..<end]
    } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
      text = text[..<colon]
    }
    let address = String(text)
    return IPNetwork(address) != nil && !address.contains("/") ? address : nil
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { start[...$0] } ?? start.prefix(0)
  }
}
