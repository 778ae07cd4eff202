/// An agent: a type that the host instantiates once, from its configuration, and then calls.
///
/// Mark the type `@main` in a dynamic library target; AgentKit supplies the exported C symbol.
///
///     @main struct Echo: Agent {
///       static let card = AgentCard(name: "Echo", ...)
///       init(config: JSONValue) throws {}
///       func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
///         AgentResult(text: request.text)
///       }
///     }
public protocol Agent: Sendable {
  /// What the agent can do. The host reads it when it loads the library.
  static var card: AgentCard { get }

  /// Creates the instance. `config` is the JSON object from the agent's manifest, or `{}` if there
  /// is none. If this throws, the host does not load the agent and shows the error's text to the
  /// operator.
  init(config: JSONValue, log: AgentLog) throws

  /// Performs one call, as a Swift task that is cancelled when the host ends the call.
  ///
  /// Up to `maxConcurrency` calls (see the card) run concurrently, on threads that belong to this
  /// agent: a call that blocks delays other calls of the same agent, but no other agent. Work
  /// started outside the call (`Task.detached`, `Task {}`) runs in Swift's pool, which all agents
  /// of the process share, and must not block.
  ///
  /// Throw `AgentError` to fail with a code and `AgentQuestion` to ask the user; any other error
  /// fails the call with `internal`.
  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult

  /// Reports whether the effect of a step that was interrupted when the server ended took place.
  /// Called after the restart. `stepKey` is that of the step's request. Takes at most 10 seconds.
  /// Default: `unknown`.
  func reconcile(stepKey: String) async -> AgentReconciliation
}

extension Agent {
  /// The default: `unknown`.
  public func reconcile(stepKey: String) async -> AgentReconciliation { .unknown }
}

extension Agent {
  /// The entry point that `@main` generates. Called by `hermes_agent_entry`; agents don't call it.
  public static func main() {
    RegisteredAgents.register(Self.self)
  }
}
