/// An agent: a type that the host makes once, from its configuration, and then calls.
///
/// Marking the type `@main` in a dynamic library target is all that is needed; AgentKit supplies the
/// exported C symbol.
///
///     @main struct Echo: Agent {
///       static let card = AgentCard(name: "Echo", ...)
///       init(config: JSONValue) throws {}
///       func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
///         AgentResult(text: request.text)
///       }
///     }
public protocol Agent: Sendable {
  /// What the agent can do, read by the host when the library is loaded.
  static var card: AgentCard { get }

  /// Makes the instance. `config` is the JSON object from the agent's manifest, `{}` without one.
  /// Throwing refuses the agent; the error's text is shown to the operator.
  init(config: JSONValue, log: AgentLog) throws

  /// Does one call. Runs as a Swift task that is cancelled when the host ends the call. Several calls
  /// run at once, up to the card's `maxConcurrency`, on threads of this agent's own: one that blocks delays
  /// other calls of its agent and no other agent. What is started outside of the call (`Task.detached`,
  /// `Task {}`) runs in Swift's pool, which all agents of the process share, and must not block there.
  ///
  /// Throw `AgentError` to fail with a code and `AgentQuestion` to ask a person; any other error fails
  /// the call with `internal`.
  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult

  /// Whether the effect of a step happened that the end of the server cut off, asked after the
  /// restart. `stepKey` is the request's. At most 10 seconds.
  /// Default: `unknown`.
  func reconcile(stepKey: String) async -> AgentReconciliation
}

extension Agent {
  public func reconcile(stepKey: String) async -> AgentReconciliation { .unknown }
}

extension Agent {
  /// The entry point that `@main` generates; called by `hermes_agent_entry`, not by authors.
  public static func main() {
    RegisteredAgents.register(Self.self)
  }
}
