import AgentABI
import HermesContract

/// The way from an instance to its agent: within this process, or over a socket to a child.
///
/// The instance has the rules for calls; a lane only carries them. Results come back through the
/// instance's `entered`, `returned`, `finish` and `emit`. No function blocks except `destroy`,
/// which may wait.
protocol AgentLane: Sendable {
  /// Passes a call to the agent.
  func begin(_ call: Call, request: [UInt8], of instance: AgentInstance)

  /// Notifies the agent that the host has ended a call.
  func cancel(_ token: hermes_call, of instance: AgentInstance)

  /// An emission of `bytes` bytes has been stored; if `mayGoOn`, the agent is waiting for that.
  func credit(_ token: hermes_call, bytes: Int, mayGoOn: Bool, of instance: AgentInstance)

  /// The agent no longer holds any part of the call.
  func closed(_ call: Call)

  /// A call has passed its deadline and its grace period, and the agent still has it.
  func stuck(_ call: Call)

  /// Asks the agent whether the effect of a step took place: HERMES_OK with the result,
  /// HERMES_E_NOT_FOUND, or any other status if that is unknown. `reply` is called at most once.
  func reconcile(
    _ stepKey: String, reply: @escaping @Sendable (hermes_status, [UInt8]) -> Void)

  /// The question that the agent has asked will not be answered.
  func withdraw(_ question: AgentQuestion) async

  /// Ends the agent. None of its calls is open.
  func destroy() async

  /// Why no call can be carried at the moment, for the list of agents; nil if calls can be carried.
  var outage: String? { get }
}

extension AgentLane {
  func reconcile(
    _ stepKey: String, reply: @escaping @Sendable (hermes_status, [UInt8]) -> Void
  ) { reply(ABIStatus.unsupported, []) }

  /// A local agent keeps nothing of a call that has asked.
  func withdraw(_ question: AgentQuestion) async {}
}
