/// A remote A2A agent, as a manifest names it.
package struct RemoteAgent: Sendable, Equatable {
  /// The agent's name on this server, regardless of its own card.
  package var name: String
  /// The base URL; the card is at a path below it.
  package var url: String
  /// The URL to call, overriding the card; nil means the one that the card gives.
  package var endpoint: String?
  /// Where the key is found that is sent to the agent as a bearer token; nil sends none.
  package var key: SecretPlace?
  /// Whether repeating a call is harmless, overriding the card; nil means what the card says, or
  /// false if it says nothing.
  package var isIdempotent: Bool?
  /// The time between two fetches of its card.
  package var refresh: Duration
  /// Calls that may run concurrently: 1...1024.
  package var maxConcurrency: Int

  /// The default of `refresh`: 60 s.
  package static let standardRefresh = Duration.seconds(60)
  /// The default of `maxConcurrency`: 8.
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

  /// Scheme, host and non-default port of a URL; nil if a manifest may not name the URL.
  package static func origin(_ url: String) -> String? {
    guard ModelPlace.fault(inURL: url) == nil, let scheme = url.firstRange(of: "://") else {
      return nil
    }
    let authority = url[scheme.upperBound...].prefix { $0 != "/" }.lowercased()
    let port = url.hasPrefix("https") ? ":443" : ":80"
    let plain = authority.hasSuffix(port) ? String(authority.dropLast(port.count)) : authority
    return url[..<scheme.upperBound] + plain
  }

  /// Whether a URL refers to this machine, where traffic can't be intercepted.
  package static func isLoopback(_ url: String) -> Bool {
    guard let scheme = url.firstRange(of: "://") else { return false }
    let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let bracket = authority.hasPrefix("[") ? authority.firstIndex(of: "]") : nil
    let host = bracket.map { authority[...$0] } ?? authority.prefix { $0 != ":" }
    return host == "localhost" || host == "[::1]" || isLoopbackAddress(host)
  }

  /// Whether it is in 127.0.0.0/8, as opposed to a name that begins with 127.
  private static func isLoopbackAddress(_ host: Substring) -> Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }
}

extension AgentCard {
  /// The placeholder card of a remote agent whose card has never been fetched.
  package static func unseen(_ remote: RemoteAgent) -> AgentCard {
    AgentCard(
      name: remote.name, description: "An agent at \(remote.url), not seen yet.", version: "",
      skills: [], maxConcurrency: remote.maxConcurrency, deadline: nil, requires: [],
      json: ["name": .string(remote.name), "skills": .array([])])
  }
}

/// What a remote agent's card says.
package struct RemoteCard: Sendable, Equatable {
  /// Where and how the agent is called.
  package struct Interface: Sendable, Equatable {
    /// The URL that requests are sent to.
    package var url: String
    /// Repeated in every request; empty if the card gives none.
    package var tenant: String
    /// Whether the agent can stream its responses.
    package var isStreaming: Bool
    package init(url: String, tenant: String, isStreaming: Bool) {
      self.url = url
      self.tenant = tenant
      self.isStreaming = isStreaming
    }
  }

  /// The card in the form of local agents, under the name that the manifest gives.
  package var card: AgentCard
  /// The interface of the card that is used.
  package var interface: Interface

  package init(card: AgentCard, interface: Interface) {
    self.card = card
    self.interface = interface
  }
}

/// One call of a remote agent.
package struct RemoteInvocation: Sendable {
  /// The agent as its manifest names it.
  package var agent: RemoteAgent
  /// Its card.
  package var card: RemoteCard
  /// The call itself.
  package var invocation: AgentInvocation
  /// Where parts that are not text are stored; nil refuses such parts.
  package var blobs: (any BlobStore)?
  /// Total bytes that the blobs of the task may have.
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

  /// The skill to call: the named one, or the card's first if it has no skill of that name.
  package var skill: Skill? {
    card.card.skills.first { $0.id == invocation.skill } ?? card.card.skills.first
  }
}

/// Remote A2A agents, as their callers see them.
package protocol RemoteAgentCalling: Sendable {
  /// Fetches an agent's card.
  /// - Throws: `HermesError` with one of the codes of docs/remote-agents.md.
  func card(of agent: RemoteAgent) async throws -> RemoteCard

  /// Calls an agent and waits for the end of its task. Cancelling the surrounding task cancels the
  /// remote one; this returns when the remote agent has confirmed the cancellation or could not be
  /// reached.
  /// - Parameter onEvent: called in order, never after this has returned.
  /// - Throws: as `card(of:)`; `CancellationError`.
  func call(
    _ invocation: RemoteInvocation, onEvent: @escaping @Sendable (AgentEmission) async -> Void
  ) async throws -> RemoteAnswer

  /// Ends a remote task whose question will not be answered. Waits at most 2 s; if the agent can't
  /// be reached, the remote task is left as it is.
  func withdraw(_ question: AgentQuestion, from agent: RemoteAgent, card: RemoteCard) async
}

/// The outcome of a successful call of a remote agent.
package enum RemoteAnswer: Sendable {
  case completed(AgentResult)
  /// The remote task is waiting, and continues when the step is called again with the answer.
  case asked(AgentQuestion)
}
