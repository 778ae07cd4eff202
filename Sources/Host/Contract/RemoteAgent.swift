/// An A2A agent elsewhere, as a manifest names it.
package struct RemoteAgent: Sendable, Equatable {
  /// What it is called here, whatever its own card says.
  package var name: String
  /// Base URL; its card is below.
  package var url: String
  /// Where it is called, whatever its card says; nil: where its card says.
  package var endpoint: String?
  /// Sent to it as a bearer token.
  package var key: SecretPlace?
  /// Whether repeating a call does no harm; nil: what its card says, else it does.
  package var isIdempotent: Bool?
  /// Time between two looks at its card.
  package var refresh: Duration
  /// Calls that may be open at once; 1...1024.
  package var maxConcurrency: Int

  package static let standardRefresh = Duration.seconds(60)
  package static let standardConcurrency = 8

  package init(
    name: String, url: String, key: SecretPlace? = nil, isIdempotent: Bool? = nil,
    refresh: Duration = standardRefresh, maxConcurrency: Int = standardConcurrency
  ) {
    self.name = name
    self.url = url
    self.key = key
    self.isIdempotent = isIdempotent
    self.refresh = refresh
    self.maxConcurrency = maxConcurrency
  }

  /// Scheme, host and port of a URL; nil if it is none that a manifest may name.
  package static func origin(_ url: String) -> String? {
    guard ModelPlace.fault(inURL: url) == nil, let scheme = url.firstRange(of: "://") else {
      return nil
    }
    let authority = url[scheme.upperBound...].prefix { $0 != "/" }.lowercased()
    let port = url.hasPrefix("https") ? ":443" : ":80"
    let plain = authority.hasSuffix(port) ? String(authority.dropLast(port.count)) : authority
    return url[..<scheme.upperBound] + plain
  }

  /// Whether a URL names this machine, where nobody can listen in.
  package static func isLoopback(_ url: String) -> Bool {
    guard let scheme = url.firstRange(of: "://") else { return false }
    let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let bracket = authority.hasPrefix("[") ? authority.firstIndex(of: "]") : nil
    let host = bracket.map { authority[...$0] } ?? authority.prefix { $0 != ":" }
    return host == "localhost" || host == "[::1]" || isLoopbackAddress(host)
  }

  /// 127.0.0.0/8, and not a name that only begins so.
  private static func isLoopbackAddress(_ host: Substring) -> Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }
}

extension AgentCard {
  /// Of a remote agent whose card was never seen.
  package static func unseen(_ remote: RemoteAgent) -> AgentCard {
    AgentCard(
      name: remote.name, description: "An agent at \(remote.url), not seen yet.", version: "",
      skills: [], maxConcurrency: remote.maxConcurrency, deadline: nil, requires: [],
      json: ["name": .string(remote.name), "skills": .array([])])
  }
}

/// What was learned from a remote agent's card.
package struct RemoteCard: Sendable, Equatable {
  /// Where and how it is called.
  package struct Interface: Sendable, Equatable {
    package var url: String
    /// Sent back with every request.
    package var tenant: String
    package var isStreaming: Bool
    package init(url: String, tenant: String, isStreaming: Bool) {
      self.url = url
      self.tenant = tenant
      self.isStreaming = isStreaming
    }
  }

  /// As the host's own agents have one, under the name that the manifest gives.
  package var card: AgentCard
  package var interface: Interface

  package init(card: AgentCard, interface: Interface) {
    self.card = card
    self.interface = interface
  }
}

/// One call of a remote agent.
package struct RemoteInvocation: Sendable {
  package var agent: RemoteAgent
  package var card: RemoteCard
  package var invocation: AgentInvocation
  /// Where parts are kept that are no text; nil: they are refused.
  package var blobs: (any BlobStore)?
  /// Bytes that the blobs of the task may have.
  package var blobQuota: Int

  package init(
    agent: RemoteAgent, card: RemoteCard, invocation: AgentInvocation,
    blobs: (any BlobStore)?, blobQuota: Int
  ) {
    self.agent = agent
    self.card = card
    self.invocation = invocation
    self.blobs = blobs
    self.blobQuota = blobQuota
  }

  /// The skill that is asked for.
  package var skill: Skill? {
    card.card.skills.first { $0.id == invocation.skill } ?? card.card.skills.first
  }
}

/// A2A agents elsewhere, as those who want to call them see them.
package protocol RemoteAgentCalling: Sendable {
  /// Fetches an agent's card.
  /// - Throws: `HermesError` with one of the codes of docs/remote-agents.md.
  func card(of agent: RemoteAgent) async throws -> RemoteCard

  /// Calls an agent and waits for the end of its task. Cancelling the surrounding task cancels the
  /// remote one; this returns when the remote agent has confirmed that, or could not be reached.
  /// - Parameter onEvent: called in order, never after this has returned.
  /// - Throws: as `card(of:)`; `CancellationError`.
  func call(
    _ invocation: RemoteInvocation, onEvent: @escaping @Sendable (AgentEmission) async -> Void
  ) async throws -> RemoteAnswer

  /// Ends a remote task whose question nobody will answer. Waits at most 2 s; an agent that can't
  /// be reached is left as it is.
  func withdraw(_ question: AgentQuestion, from agent: RemoteAgent, card: RemoteCard) async
}

/// How a call of a remote agent went well.
package enum RemoteAnswer: Sendable {
  case completed(AgentResult)
  /// Its task waits, and goes on when the step is called again with the answer.
  case asked(AgentQuestion)
}
