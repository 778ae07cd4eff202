import AgentABI
import HermesContract
import Testing

@testable import HermesPluginRuntime

/// Calls that the host ends.
@Suite(.timeLimit(.minutes(1)))
struct AgentInstanceEndsTests {
  @Test("At its deadline a call fails and its agent is told, which does no wrong by finishing late")
  func deadline() async throws {
    let bench = try AgentBench(deadline: .zero)
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    bench.instance.sweep()
    bench.instance.sweep()
    #expect(failure(await answer)?.known == .deadlineExceeded)
    #expect(bench.lane.told.cancelled == [call.token])
    #expect(bench.instance.isCancelled(call.token) && bench.instance.slots.inUse == 1)
    #expect(bench.instance.emit(call) == ABIStatus.ended)
    #expect(bench.instance.finish(call, #"{"text":"late"}"#) == ABIStatus.ended)
    bench.instance.leave(call)
    #expect(bench.instance.finish(call, #"{"text":"again"}"#) == ABIStatus.ended)
    #expect(bench.instance.slots.inUse == 0 && bench.counters.misuse == 0)
    #expect(bench.counters.errors == 1)
  }

  @Test("A call whose deadline is to come goes on")
  func beforeDeadline() async throws {
    let bench = try AgentBench()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    bench.instance.sweep()
    bench.instance.serve(call)
    #expect(failure(await answer) == nil)
  }

  @Test(
    "A call that no agent has taken by its deadline never reaches one, and says why if that is known",
    arguments: [(nil, "deadline_exceeded"), ("being started", "agent_unavailable")]
      as [(String?, String)])
  func neverEntered(outage: String?, code: String) async throws {
    let bench = try AgentBench(deadline: .zero, outage: outage)
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    bench.instance.sweep()
    #expect(failure(await answer)?.code == code)
    #expect(!bench.instance.entered(call))
    #expect(bench.lane.told.cancelled.isEmpty && bench.instance.slots.inUse == 0)
  }

  @Test("A cancelled call is told to its agent once, and ends when that has finished")
  func cancelled() async throws {
    let bench = try AgentBench()
    let work = Task { await bench.invoke() }
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    work.cancel()
    await until { !bench.lane.told.cancelled.isEmpty }
    bench.instance.cancel(call.token)
    #expect(bench.instance.finish(call, #"{"text":"late"}"#) == ABIStatus.ended)
    bench.instance.leave(call)
    guard case .stopped(cooperative: true, _)? = await work.value?.outcome else {
      Issue.record("it is not stopped")
      return
    }
    #expect(bench.lane.told.cancelled == [call.token])
    #expect(bench.instance.slots.inUse == 0 && bench.counters.errors == 0)
  }

  @Test("An agent that does not let go in its grace has lost the slot until it does")
  func grace() async throws {
    let bench = try AgentBench(grace: .zero)
    let timers = try bench.startTimers()
    let work = Task { await bench.invoke() }
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    work.cancel()
    guard case .stopped(cooperative: false, _)? = await work.value?.outcome else {
      Issue.record("it is not stopped")
      return
    }
    #expect(bench.counters.writtenOff == 1 && bench.instance.slots.inUse == 1)
    // Its deadline is to come: it does not hang yet.
    #expect(bench.exhaustions == 0 && bench.lane.told.stuck.isEmpty)
    #expect(bench.instance.finish(call, #"{"text":"late"}"#) == ABIStatus.ended)
    bench.instance.leave(call)
    #expect(bench.counters.writtenOff == 0 && bench.instance.slots.inUse == 0)
    #expect(bench.counters.misuse == 0)
    bench.stop(timers)
  }

  @Test("An agent is exhausted when each of its slots has a call past deadline and grace")
  func exhausted() async throws {
    let bench = try AgentBench(concurrency: 2, deadline: .zero, grace: .zero)
    async let first = bench.invoke()
    let one = await bench.lane.call(0)
    async let second = bench.invoke()
    let two = await bench.lane.call(1)
    #expect(bench.instance.entered(one) && bench.instance.entered(two))
    let timers = try bench.startTimers()
    await until { bench.lane.told.stuck.count == 2 }
    #expect(Set(bench.lane.told.stuck) == [one.token, two.token])
    #expect(await failure(first)?.known == .deadlineExceeded)
    #expect(await failure(second)?.known == .deadlineExceeded)
    #expect(bench.counters.hung == 2 && bench.counters.writtenOff == 2)
    bench.instance.leave(one)
    #expect(bench.counters.hung == 1 && bench.counters.writtenOff == 1)
    bench.stop(timers)
    #expect(bench.exhaustions == 1)
  }

  @Test("A stop ends every call, and destroys the agent when it is out of all of them")
  func stop() async throws {
    let bench = try AgentBench(concurrency: 2)
    async let first = bench.invoke()
    let one = await bench.lane.call(0)
    async let second = bench.invoke()
    _ = await bench.lane.call(1)
    #expect(bench.instance.entered(one))
    async let stopped: Void = bench.instance.stop()
    await until { bench.lane.told.cancelled == [one.token] }
    #expect(bench.lane.told.destructions == 0)
    _ = bench.instance.finish(one, #"{"text":"late"}"#)
    bench.instance.leave(one)
    await stopped
    #expect(bench.lane.told.destructions == 1)
    for answer in await [first, second] {
      guard case .stopped(cooperative: true, _)? = answer?.outcome else {
        Issue.record("it is not stopped")
        return
      }
    }
    #expect(await failure(bench.invoke())?.known == .agentStopped)
    // The library may go on calling.
    #expect(bench.instance.emit(one) == ABIStatus.ended && bench.counters.misuse == 0)
    #expect(bench.instance.slots.inUse == 0)
  }

  @Test("An agent that is stuck in a call is not destroyed")
  func stuck() async throws {
    let bench = try AgentBench(grace: .zero)
    let timers = try bench.startTimers()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    await bench.instance.stop()
    #expect(bench.lane.told.destructions == 0)
    guard case .stopped(cooperative: false, _)? = await answer?.outcome else {
      Issue.record("it is not stopped")
      return
    }
    bench.stop(timers)
  }
}
