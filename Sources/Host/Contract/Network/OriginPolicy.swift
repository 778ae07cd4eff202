/// Decides which web pages may call this server, and under which host names it responds.
///
/// CORS and sockets use the same rule. On a loopback binding, pages from this machine are allowed,
/// and only local host names and those of `allowed_hosts` are served, so that a foreign page can't
/// reach the server by DNS rebinding.
package struct OriginPolicy: Sendable {
  private static let localNames: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
  private static let loopback = [IPNetwork("127.0.0.0/8"), IPNetwork("::1")].compactMap { $0 }

  private let isLoopback: Bool
  private let allowed: Set<String>
  private let hosts: Set<String>
  /// Served like those of `hosts`, but alone it excludes no others.
  private let publicHost: String?

  /// - Parameters:
  ///   - allowed: origins such as `https://app.example.org`; compared without regard to case.
  ///   - hosts: names without a port under which the server is reached; `*.example.org` stands for
  ///     every name below `example.org`. Compared without regard to case.
  ///   - publicURL: where a proxy serves the server's own pages.
  package init(
    isLoopback: Bool, allowed: [String], hosts: [String] = [], publicURL: PublicURL? = nil
  ) {
    self.isLoopback = isLoopback
    self.allowed = Set(allowed.map { $0.lowercased() } + [publicURL?.origin].compactMap(\.self))
    publicHost = publicURL?.host
    self.hosts = Set(hosts.map { $0.lowercased() })
  }

  /// Whether a page of this origin may call the server.
  /// - Parameter origin: the value of the `Origin` field.
  package func allows(origin: String) -> Bool {
    let origin = origin.lowercased()
    if allowed.contains(origin) { return true }
    for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
      guard let name = Self.name(in: String(origin.dropFirst(scheme.count))) else { return false }
      // The server's own pages, behind a proxy that speaks to browsers.
      return isNamed(name) || (isLoopback && Self.localNames.contains(name))
    }
    return false
  }

  /// Whether the server responds to requests for this host; always true unless it is bound to
  /// loopback or has names.
  /// - Parameter host: the value of the `Host` field; nil if the request has none.
  package func allows(host: String?) -> Bool {
    guard isLoopback || !hosts.isEmpty else { return true }
    guard let host else { return false }
    guard let name = Self.name(in: host.lowercased()) else { return false }
    if isNamed(name) { return true }
    // Unlike a name, an address can't be rebound, so every loopback address is accepted.
    return Self.localNames.contains(name) || Self.loopback.contains { $0.contains(name) }
  }

  private func isNamed(_ name: String) -> Bool {
    if name == publicHost || hosts.contains(name) { return true }
    guard let dot = name.firstIndex(of: ".") else { return false }
    var rest = name[dot...]
    while true {
      if hosts.contains("*" + rest) { return true }
      guard let next = rest.dropFirst().firstIndex(of: ".") else { return false }
      rest = rest[next...]
    }
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
