/// The URL under which clients reach the server through a proxy, such as
/// `https://example.org/hermes`.
package struct PublicURL: Sendable, Equatable {
  /// Scheme, host and port as a browser sends them in `Origin` (RFC 6454, section 6.2), in lower
  /// case.
  package let origin: String
  /// The host without its port, in lower case.
  package let host: String
  /// The path below which everything is served.
  package let path: PublicPath

  /// - Returns: nil unless the text is an http or https URL of a host, with a path that
  ///   `PublicPath` accepts and nothing after it.
  package init?(_ text: String) {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }.lowercased()
    guard let path = PublicPath(String(rest.dropFirst(authority.count))) else { return nil }
    let colon = authority.lastIndex(of: ":").flatMap { authority.hasSuffix("]") ? nil : $0 }
    let host = authority[..<(colon ?? authority.endIndex)]
    let port = colon.map { authority[authority.index(after: $0)...] }
    guard Self.isHost(host), port.map({ UInt16($0) ?? 0 > 0 }) ?? true else { return nil }
    let isUsual = port == (scheme == "https://" ? "443" : "80")
    self.host = String(host)
    self.path = path
    origin = scheme + (isUsual ? self.host : authority)
  }

  private static func isHost(_ host: Substring) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      return IPNetwork(String(host.dropFirst().dropLast())) != nil
    }
    return HostName.isValid(host)
  }
}

/// The path that a proxy puts in front of the server's own: "/hermes", or nothing.
package struct PublicPath: Sendable, Equatable {
  /// Links are the server's own paths.
  package static let none = PublicPath(prefix: "")

  /// "/hermes", or "".
  private let prefix: String

  private init(prefix: String) { self.prefix = prefix }

  /// - Parameter text: segments of letters, digits, `-`, `.`, `_` and `~`, each after a slash; a
  ///   slash at the end is ignored.
  /// - Returns: nil for other text, and for paths that begin like the server's own: a request that
  ///   lacks the prefix could not be told from one that has it.
  package init?(_ text: String) {
    let path = text.hasSuffix("/") ? text.dropLast() : text[...]
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    guard segments.first?.isEmpty ?? true else { return nil }
    let isPlain = segments.dropFirst().allSatisfy { segment in
      !segment.isEmpty && segment != "." && segment != ".." && segment.utf8.allSatisfy(Self.isPlain)
    }
    let own = ["api", "health", "ready", "metrics", "openapi.json"]
    guard isPlain, !segments.dropFirst().prefix(1).contains(where: { own.contains(String($0)) })
    else { return nil }
    prefix = String(path)
  }

  /// Whether links differ from the server's own paths.
  package var isEmpty: Bool { prefix.isEmpty }

  /// One of the server's own paths as clients reach it.
  package func link(to own: String) -> String { prefix + own }

  /// The server's own target for a request's target, whether the proxy removed the prefix or not.
  package func target(of requested: String) -> String {
    guard !isEmpty, requested.hasPrefix(prefix) else { return requested }
    let rest = requested.dropFirst(prefix.count)
    switch rest.first {
    case "/": return String(rest)
    case nil, "?": return "/" + rest
    default: return requested
    }
  }

  /// RFC 3986, section 2.3: unreserved.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
