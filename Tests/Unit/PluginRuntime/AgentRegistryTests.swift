import AgentABI
import HermesContract
import Testing

@testable import HermesPluginRuntime

@Suite(.timeLimit(.minutes(1)))
struct AgentRegistryTests {
  @Test("A replaced file is a new generation: new calls go there, and what runs ends where it is")
  func replaced() async throws {
    let (bench, old, new) = (try RegistryBench(), try AgentBench(), try AgentBench())
    let source = bench.source("a")
    try await bench.install("A", from: source, old)
    #expect(bench.status(of: "A")?.generation == 1)
    async let first = bench.invoke("A")
    let running = await old.lane.call()
    try await bench.install("A", from: source, new)
    #expect(bench.status(of: "A")?.generation == 2 && bench.registry.agents.count == 1)
    async let second = bench.invoke("A")
    new.instance.serve(await new.lane.call())
    #expect(failure(await second) == nil)
    // The old one is there as long as somebody is in it.
    #expect(bench.retiring == 1 && old.lane.told.destructions == 0)
    old.instance.serve(running, #"{"text":"old"}"#)
    guard case .completed(let result) = await first.outcome else {
      Issue.record("it is not completed")
      return
    }
    #expect(result.text == "old")
    await until { bench.retiring == 0 }
    #expect(old.lane.told.destructions == 1 && new.lane.told.destructions == 0)
    // What the old one did counts on.
    #expect(bench.status(of: "A")?.calls == 2)
    await bench.registry.stop()
  }

  @Test("A call that waits for a slot of the old generation goes to the new one")
  func handedOver() async throws {
    let (bench, old, new) = (try RegistryBench(), try AgentBench(), try AgentBench())
    let source = bench.source("a")
    try await bench.install("A", from: source, old)
    async let first = bench.invoke("A")
    let running = await old.lane.call()
    async let second = bench.invoke("A")
    await until { old.instance.slots.waiting == 1 }
    try await bench.install("A", from: source, new)
    new.instance.serve(await new.lane.call())
    #expect(failure(await second) == nil && old.lane.told.begun.count == 1)
    old.instance.serve(running)
    _ = await first
    await bench.registry.stop()
  }

  @Test(
    "Where the new generation has the agent switched off, whoever waits gets the old one's slot")
  func handedToNobody() async throws {
    let (bench, old) = (try RegistryBench(), try AgentBench())
    let source = bench.source("a")
    try await bench.install("A", from: source, old)
    async let first = bench.invoke("A")
    let running = await old.lane.call()
    async let second = bench.invoke("A")
    await until { old.instance.slots.waiting == 1 }
    try await bench.install("A", from: source, nil)
    old.instance.serve(running)
    old.instance.serve(await old.lane.call(1))
    #expect(await failure(first) == nil)
    #expect(await failure(second) == nil)
    await bench.registry.stop()
  }

  @Test("A disabled agent is listed with its card, and not called")
  func disabled() async throws {
    let bench = try RegistryBench()
    try await bench.install("A", from: bench.source("a"), nil)
    #expect(bench.status(of: "A")?.state == .disabled)
    #expect(bench.status(of: "A")?.isCallable == false)
    #expect(bench.registry.card(of: "A")?.name == "A" && bench.registry.card(of: "B") == nil)
    #expect(failure(await bench.invoke("A"))?.known == .agentNotFound)
    await bench.registry.stop()
  }

  @Test(
    "The second of two agents with one name is refused with both files, and comes when the first goes"
  )
  func clash() async throws {
    let (bench, one, two) = (try RegistryBench(), try AgentBench(), try AgentBench())
    let (first, second) = (bench.source("a"), bench.source("b"))
    try await bench.install("A", from: first, one)
    try await bench.install("A", from: second, two)
    let line = try #require(bench.registry.refusalLines.first)
    #expect(line.hasPrefix(second.library) && line.contains("named A is loaded already from"))
    #expect(line.contains(first.library) && bench.registry.agents.count == 1)
    // What was refused is ended: nobody calls it.
    #expect(two.lane.told.destructions == 1)
    #expect(bench.registry.takeUnblocked().isEmpty)
    bench.registry.remove(first.key)
    #expect(bench.registry.takeUnblocked() == [second])
    #expect(bench.registry.takeUnblocked().isEmpty)
    await bench.registry.stop()
  }

  @Test("Agents are listed in the order of folders and files, whichever was loaded first")
  func order() async throws {
    let bench = try RegistryBench()
    for (name, file, folder) in [("A", "z", 1), ("B", "b", 0), ("C", "a", 1), ("D", "a", 0)] {
      try await bench.install(name, from: bench.source(file, folder: folder), try AgentBench())
    }
    #expect(bench.registry.agents.map(\.card.name) == ["D", "B", "C", "A"])
    await bench.registry.stop()
  }

  @Test("What can't be loaded is said once, and leaves the earlier generation in service")
  func unloadable() async throws {
    let (bench, agent) = (try RegistryBench(), try AgentBench())
    let source = bench.source("a")
    try await bench.install("A", from: source, agent)
    let refusal = LibraryRefusal(source.library, cause: "it is none", cure: "replace it")
    await bench.registry.install(source, result: .failure(refusal))
    #expect(bench.registry.refusals == [refusal] && bench.registry.refusedKeys == [source.key])
    async let answer = bench.invoke("A")
    agent.instance.serve(await agent.lane.call())
    #expect(failure(await answer) == nil)
    try await bench.install("A", from: source, try AgentBench())
    #expect(bench.registry.refusals.isEmpty)
    await bench.registry.stop()
  }

  @Test("A file that is gone takes its agents along, and what they do ends where it is")
  func removed() async throws {
    let (bench, agent) = (try RegistryBench(), try AgentBench())
    let source = bench.source("a")
    try await bench.install("A", from: source, agent)
    async let answer = bench.invoke("A")
    let running = await agent.lane.call()
    bench.registry.remove(source.key)
    #expect(bench.registry.agents.isEmpty && bench.registry.card(of: "A") == nil)
    #expect(failure(await bench.invoke("A"))?.known == .agentNotFound)
    agent.instance.serve(running)
    #expect(failure(await answer) == nil)
    await until { bench.retiring == 0 }
    #expect(agent.lane.told.destructions == 1)
    await bench.registry.stop()
  }

  @Test("An agent shows what it is at, and why it can't be called")
  func status() async throws {
    let bench = try RegistryBench()
    let agent = try AgentBench(concurrency: 2)
    try await bench.install("A", from: bench.source("a"), agent)
    let restarting = try AgentBench(outage: "being started")
    try await bench.install("B", from: bench.source("b"), restarting)
    async let answer = bench.invoke("A")
    let call = await agent.lane.call()
    let status = try #require(bench.status(of: "A"))
    #expect(status.state == .ready && status.running == 1 && status.capacity == 2)
    #expect(bench.status(of: "B")?.state == .restarting)
    #expect(bench.status(of: "B")?.reason == "being started")
    agent.instance.serve(call, "[]")
    _ = await answer
    #expect(bench.status(of: "A")?.errors == 1 && bench.status(of: "A")?.misuse == 1)
    await bench.registry.stop()
  }

  @Test("A library that breaks the rules is put into quarantine once, if it may be moved")
  func quarantine() async throws {
    let bench = try RegistryBench()
    let (here, apart) = (bench.source("a"), bench.source("b"))
    let digest = try await bench.install("A", from: here, try AgentBench()).file.digest
    let other = try bench.generation(of: apart, [("B", nil)], lane: .process)
    await bench.registry.install(apart, result: .success(other))
    bench.registry.quarantine(digest, reason: "it did wrong")
    bench.registry.quarantine(digest, reason: "it did wrong again")
    bench.registry.quarantine(other.file.digest, reason: "it did wrong")
    #expect(bench.switches.quarantine(of: digest)?.reason == "it did wrong")
    #expect(bench.switches.quarantine(of: other.file.digest) == nil)
    try await bench.registry.enable("A")
    #expect(bench.switches.quarantine(of: digest) == nil)
    await #expect(throws: HermesError.self) { try await bench.registry.enable("C") }
    await bench.registry.stop()
  }

  @Test("A question that nobody will answer is told to the agent that has asked")
  func withdrawn() async throws {
    let (bench, agent) = (try RegistryBench(), try AgentBench())
    try await bench.install("A", from: bench.source("a"), agent)
    await bench.registry.withdraw(AgentQuestion("Which?"), from: "A")
    await bench.registry.withdraw(AgentQuestion("Which?"), from: "B")
    #expect(agent.lane.told.withdrawn == [AgentQuestion("Which?")])
    await bench.registry.stop()
  }

  @Test("A stop ends what runs, in whatever generation")
  func stop() async throws {
    let (bench, old, new) = (try RegistryBench(), try AgentBench(), try AgentBench())
    let source = bench.source("a")
    try await bench.install("A", from: source, old)
    async let first = bench.invoke("A")
    let running = await old.lane.call()
    #expect(old.instance.entered(running))
    try await bench.install("A", from: source, new)
    async let second = bench.invoke("A")
    _ = await new.lane.call()
    async let stopped: Void = bench.registry.stop()
    // It was never entered.
    guard case .stopped(cooperative: true, _) = await second.outcome else {
      Issue.record("it is not stopped")
      return
    }
    _ = old.instance.finish(running, #"{"text":"old"}"#)
    old.instance.leave(running)
    _ = await first
    await stopped
    #expect(old.lane.told.destructions == 1 && new.lane.told.destructions == 1)
  }
}
