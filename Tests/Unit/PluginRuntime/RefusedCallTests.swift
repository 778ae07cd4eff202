import AgentABI
import HermesContract
import HermesThreads
import Logging
import Testing

@testable import HermesPluginRuntime

/// A call for which its lane has no thread.
@Suite(.timeLimit(.minutes(1)))
struct RefusedCallTests {
  private struct FullLane: AgentLane {
    func begin(_ call: Call, request: [UInt8], of instance: AgentInstance) {
      instance.refuse(call, error: .outOfThreads(instance.card.name))
    }
    func cancel(_ token: hermes_call, of instance: AgentInstance) {}
    func credit(_ token: hermes_call, bytes: Int, mayGoOn: Bool, of instance: AgentInstance) {}
    func closed(_ call: Call) {}
    func stuck(_ call: Call) {}
    func destroy() async {}
    var outage: String? { nil }
  }

  @Test("It fails with an error that may be tried again, and gives its slot back")
  func refused() async throws {
    let instance = try instance()
    for _ in 0..<3 {
      let error = try #require(await refusal(of: instance))
      #expect(error.code == "out_of_threads" && error.isRetryable)
    }
    #expect(instance.slots.inUse == 0)
    #expect(instance.state.withLock { $0.calls.open.isEmpty })
  }

  @Test("What may not begin any more when its turn comes is not handed to the agent")
  func notBegun() async throws {
    let instance = try instance()
    let error = await refusal(of: instance) { HermesError(.resultTooLarge, message: "full") }
    #expect(error?.code == "result_too_large")
    #expect(instance.slots.inUse == 0)
    #expect(instance.state.withLock { $0.counters.calls } == 0)
  }

  private func instance() throws -> AgentInstance {
    let deadlines = Deadlines()
    return AgentInstance(
      AgentInstance.Setup(
        card: try AgentCard.writer(), concurrency: 1, deadline: .seconds(60), grace: .seconds(1),
        deadlines: deadlines, control: ControlThread("test", deadlines: deadlines),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }),
      lane: FullLane())
  }

  private func refusal(
    of instance: AgentInstance, reason: (@Sendable () -> HermesError?)? = nil
  ) async -> HermesError? {
    let answer = await instance.invoke(
      AgentInvocation(
        agent: "A", skill: "s", task: .random(), owner: .random(), conversation: .random(),
        stepKey: "k", attempt: 1, message: Message(parts: [Part(text: "x")]), artifacts: [],
        refusal: reason)
    ) { _, _ in }
    guard case .failed(let error)? = answer?.outcome else { return nil }
    return error
  }
}
