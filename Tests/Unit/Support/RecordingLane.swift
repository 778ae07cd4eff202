import AgentABI
import HermesContract
import Synchronization

@testable import HermesPluginRuntime

/// A lane that carries nothing and keeps what it was told: the test is the agent.
final class RecordingLane: AgentLane {
  struct Told: Sendable {
    var begun: [Call] = []
    var requests: [[UInt8]] = []
    var cancelled: [hermes_call] = []
    /// Of each emission that was stored, whether the agent waits for room.
    var mayGoOn: [Bool] = []
    var closed: [hermes_call] = []
    var stuck: [hermes_call] = []
    var withdrawn: [AgentQuestion] = []
    var destructions = 0
  }

  let outage: String?
  private let state = Mutex(Told())

  init(outage: String? = nil) { self.outage = outage }

  var told: Told { state.withLock { $0 } }

  /// The call that was begun as so many others were before, once it is.
  func call(_ index: Int = 0) async -> Call {
    await until { told.begun.count > index }
    // None comes where the test's time is over.
    let begun = told.begun
    return begun.indices.contains(index)
      ? begun[index] : Call(token: 0, task: "", limit: nil) { _, _ in }
  }

  func begin(_ call: Call, request: [UInt8], of instance: AgentInstance) {
    state.withLock { state in
      state.begun.append(call)
      state.requests.append(request)
    }
  }

  func cancel(_ token: hermes_call, of instance: AgentInstance) {
    state.withLock { $0.cancelled.append(token) }
  }

  func credit(_ token: hermes_call, bytes: Int, mayGoOn: Bool, of instance: AgentInstance) {
    state.withLock { $0.mayGoOn.append(mayGoOn) }
  }

  func closed(_ call: Call) { state.withLock { $0.closed.append(call.token) } }
  func stuck(_ call: Call) { state.withLock { $0.stuck.append(call.token) } }

  func withdraw(_ question: AgentQuestion) async {
    state.withLock { $0.withdrawn.append(question) }
  }

  func destroy() async { state.withLock { $0.destructions += 1 } }
}
