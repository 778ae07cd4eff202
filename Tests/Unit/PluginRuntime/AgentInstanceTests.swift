import AgentABI
import HermesContract
import Testing

@testable import HermesPluginRuntime

/// Calls that nobody ends but the agent.
@Suite(.timeLimit(.minutes(1)))
struct AgentInstanceTests {
  @Test("A call reaches the agent with its request, and what it finishes with is the answer")
  func answer() async throws {
    let bench = try AgentBench()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    let request = try JSONParser.parse(try #require(bench.lane.told.requests.first))
    #expect(request["step_key"]?.string == "t/1" && request["attempt"]?.int == 2)
    #expect(request["deadline_ms"]?.int == 3_600_000)
    #expect(bench.instance.entered(call))
    #expect(bench.instance.finish(call, #"{"text":"done"}"#) == ABIStatus.ok)
    guard case .completed(let result)? = await answer?.outcome else {
      Issue.record("it is not completed")
      return
    }
    #expect(result.text == "done" && result.artifacts.map(\.text) == ["done"])
    // It keeps its slot until its thread is out of it.
    #expect(bench.instance.slots.inUse == 1 && bench.lane.told.closed.isEmpty)
    bench.instance.leave(call)
    #expect(bench.instance.slots.inUse == 0 && bench.lane.told.closed == [call.token])
    #expect(bench.counters.calls == 1 && bench.counters.errors == 0 && bench.counters.misuse == 0)
  }

  @Test("An agent may return first and finish later, and the call is over then")
  func pending() async throws {
    let bench = try AgentBench()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    bench.instance.leave(call, status: ABIStatus.pending)
    #expect(bench.instance.slots.inUse == 1 && bench.lane.told.closed.isEmpty)
    #expect(bench.instance.finish(call, #"{"text":"done"}"#) == ABIStatus.ok)
    guard case .completed? = await answer?.outcome else {
      Issue.record("it is not completed")
      return
    }
    #expect(bench.instance.slots.inUse == 0 && bench.lane.told.closed == [call.token])
  }

  @Test(
    "An agent that returns without an answer has failed",
    arguments: [(ABIStatus.ok, "no_result"), (ABIStatus.failed, "agent_failed")])
  func noAnswer(status: hermes_status, code: String) async throws {
    let bench = try AgentBench()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    bench.instance.leave(call, status: status)
    #expect(failure(await answer)?.code == code)
    #expect(bench.instance.slots.inUse == 0 && bench.counters.errors == 1)
  }

  @Test("What an agent says of its failure is what the call fails with")
  func agentError() async throws {
    let bench = try AgentBench()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    let json = #"{"code":"busy","message":"Later.","retryable":true,"retry_after_ms":7}"#
    #expect(bench.instance.finish(call, status: ABIStatus.failed, json) == ABIStatus.ok)
    bench.instance.leave(call)
    #expect(
      failure(await answer)
        == HermesError(ofAgent: "busy", "Later.", isRetryable: true, retryAfter: .milliseconds(7)))
  }

  @Test("As many calls as there are slots are open at once, and others wait for theirs")
  func capacity() async throws {
    let bench = try AgentBench(concurrency: 2)
    async let first = bench.invoke()
    let one = await bench.lane.call(0)
    async let second = bench.invoke()
    let two = await bench.lane.call(1)
    async let third = bench.invoke()
    await until { bench.instance.slots.waiting == 1 }
    #expect(bench.lane.told.begun.count == 2)
    bench.instance.serve(two)
    let three = await bench.lane.call(2)
    #expect(bench.instance.slots.inUse == 2)
    bench.instance.serve(one)
    bench.instance.serve(three)
    #expect(await [first, second, third].allSatisfy { failure($0) == nil && $0 != nil })
    #expect(bench.instance.slots.inUse == 0)
  }

  @Test("A call that is cancelled while it waits for a slot never reaches the agent")
  func cancelledWhileWaiting() async throws {
    let bench = try AgentBench()
    async let first = bench.invoke()
    let call = await bench.lane.call()
    let second = Task { await bench.invoke() }
    await until { bench.instance.slots.waiting == 1 }
    second.cancel()
    guard case .stopped(cooperative: true, after: .zero)? = await second.value?.outcome else {
      Issue.record("it is not stopped")
      return
    }
    bench.instance.serve(call)
    _ = await first
    #expect(bench.lane.told.begun.count == 1 && bench.instance.slots.inUse == 0)
  }

  @Test("What waits when the generation is replaced is handed back, and what runs ends where it is")
  func replaced() async throws {
    let bench = try AgentBench()
    async let first = bench.invoke()
    let call = await bench.lane.call()
    let second = Task { await bench.invoke() }
    await until { bench.instance.slots.waiting == 1 }
    bench.instance.slots.close()
    #expect(await second.value == nil)
    bench.instance.serve(call)
    #expect(failure(await first) == nil)
    // Nobody begins there any more.
    #expect(await bench.invoke() == nil)
    #expect(bench.lane.told.begun.count == 1)
  }

  @Test("A question is the outcome of its call, and what the agent finishes with is not used")
  func question() async throws {
    let bench = try AgentBench()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    let question = #"{"question":"Which?","state":{"round":1}}"#
    let kind = ABIEventKind.inputRequired
    #expect(bench.instance.emit(call, kind: kind, question) == ABIStatus.ok)
    // A call can ask once.
    #expect(bench.instance.emit(call, kind: kind, question) == ABIStatus.invalid)
    bench.instance.leave(call, status: ABIStatus.pending)
    #expect(bench.instance.finish(call, #"{"text":"done"}"#) == ABIStatus.ok)
    guard case .asked(let asked)? = await answer?.outcome else {
      Issue.record("it has not asked")
      return
    }
    #expect(asked == AgentQuestion("Which?", state: ["round": 1]))
    #expect(bench.emitted.isEmpty && bench.instance.slots.inUse == 0)
  }
}

/// The error of a call that has failed.
func failure(_ answer: AgentAnswer?) -> HermesError? {
  if case .failed(let error)? = answer?.outcome { error } else { nil }
}
