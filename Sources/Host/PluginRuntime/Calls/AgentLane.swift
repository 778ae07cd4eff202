import AgentABI
import HermesContract

/// The way from an instance to its agent: in this process, or over a socket to a child.
///
/// The instance holds the rules of calls; a lane only carries. What the agent answers comes back
/// through the instance's `entered`, `returned`, `finish` and `emit`. No function blocks but
/// `destroy`, which may wait.
protocol AgentLane: Sendable {
  /// Hands a call to the agent.
  func begin(_ call: Call, request: [UInt8], of instance: AgentInstance)

  /// Tells the agent that the host has ended a call.
  func cancel(_ token: hermes_call, of instance: AgentInstance)

  /// An emission of `bytes` bytes is stored; with `mayGoOn` the agent waits for that.
  func credit(_ token: hermes_call, bytes: Int, mayGoOn: Bool, of instance: AgentInstance)

  /// The agent holds nothing of the call any more.
  func closed(_ call: Call)

  /// A call is past its deadline and its grace, and the agent still has it.
  func stuck(_ call: Call)

  /// Asks the agent whether a step's effect happened: HERMES_OK with the result, HERMES_E_NOT_FOUND,
  /// or anything else for what is not known. `reply` is called at most once.
  func reconcile(
    _ stepKey: String, reply: @escaping @Sendable (hermes_status, [UInt8]) -> Void)

  /// Nobody will answer what the agent has asked.
  func withdraw(_ question: AgentQuestion) async

  /// Ends the agent. No call of it is open.
  func destroy() async

  /// Why no call can be carried now, for the list of agents; nil if they can.
  var outage: String? { get }
}

extension AgentLane {
  func reconcile(
    _ stepKey: String, reply: @escaping @Sendable (hermes_status, [UInt8]) -> Void
  ) { reply(ABIStatus.unsupported, []) }

  /// An agent here holds nothing of a call that has asked.
  func withdraw(_ question: AgentQuestion) async {}
}
