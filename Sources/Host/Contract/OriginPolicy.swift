/// Which web pages may call this server, and under which names it answers.
///
/// The same rule for CORS and for sockets. On a loopback binding every page of this machine may,
/// and only local names are answered: a foreign page can't reach the server by rebinding a name.
package struct OriginPolicy: Sendable {
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
      return Self.isLocal(String(origin.dropFirst(scheme.count)))
    }
    return false
  }

  package func allows(host: String?) -> Bool {
    guard isLoopback else { return true }
    guard let host else { return false }
    return Self.isLocal(host.lowercased())
  }

  /// A local name with or without a port.
  private static func isLocal(_ authority: String) -> Bool {
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
    // An address can't be rebound as a name can: every one of this machine's own will do.
    let address = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : String(name)
    guard name == "localhost" || loopback.contains(where: { $0.contains(address) }) else {
      return false
    }
    return rest.isEmpty
      || (rest.first == ":" && rest.dropFirst().allSatisfy(\.isNumber) && rest.count <= 6)
  }
}
