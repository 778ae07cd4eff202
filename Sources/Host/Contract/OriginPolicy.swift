/// Which web pages may call this server, and under which names it answers.
///
/// The same rule for CORS and for sockets. On a loopback binding every page of this machine may,
/// and only local names are answered: a foreign page can't reach the server by rebinding a name.
package struct OriginPolicy: Sendable {
  private static let localNames: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
  private static let loopback = [IPNetwork("127.0.0.0/8"), IPNetwork("::1")].compactMap { $0 }

  private let isLoopback: Bool
  private let allowed: Set<String>

  /// - Parameter allowed: origins such as `https://app.example.org`, lower-cased when compared.
  package init(isLoopback: Bool, allowed: [String]) {
    self.isLoopback = isLoopback
    self.allowed = Set(allowed.map { $0.lowercased() })
  }

  package func allows(origin: String) -> Bool {
    let origin = origin.lowercased()
    if allowed.contains(origin) { return true }
    guard isLoopback else { return false }
    for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
      return Self.name(in: String(origin.dropFirst(scheme.count)))
        .map(Self.localNames.contains) ?? false
    }
    return false
  }

  package func allows(host: String?) -> Bool {
    guard isLoopback else { return true }
    guard let host else { return false }
    guard let name = Self.name(in: host.lowercased()) else { return false }
    // An address can't be rebound as a name can: every one of this machine's own will do.
    return Self.localNames.contains(name) || Self.loopback.contains { $0.contains(name) }
  }

  /// The host of an authority with or without a port; nil if it is malformed.
  private static func name(in authority: String) -> String? {
    let name: Substring
    let rest: Substring
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      name = authority[...end]
      rest = authority[authority.index(after: end)...]
    } else {
      let end = authority.firstIndex(of: ":") ?? authority.endIndex
      name = authority[..<end]
      rest = authority[end...]
    }
    let isWhole =
      rest.isEmpty
      || (rest.first == ":" && rest.dropFirst().allSatisfy(\.isNumber) && rest.count <= 6)
    return isWhole ? String(name) : nil
  }
}
