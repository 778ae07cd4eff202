import AgentABI
import HermesContract
import HermesThreads
import InMemoryLogging
import Logging
import Testing

@testable import HermesPluginRuntime

/// What an agent calls back: its emissions with their credit, and what it may not do.
@Suite(.timeLimit(.minutes(1)))
struct AgentInstanceHostCallsTests {
  @Test("Emissions arrive in order while the call is open, and none after its answer")
  func order() async throws {
    try await withCall { bench, call in
      for thought in ["a", "b", "c"] {
        #expect(bench.instance.emit(call, #"{"thought":"\#(thought)"}"#) == ABIStatus.ok)
      }
      let progress = #"{"fraction":0.5}"#
      #expect(bench.instance.emit(call, kind: ABIEventKind.progress, progress) == ABIStatus.ok)
      let thoughts = bench.emitted.compactMap { emission -> String? in
        if case .thinking(let thought)? = emission { thought } else { nil }
      }
      #expect(thoughts == ["a", "b", "c"] && bench.emitted.count == 4)
      #expect(bench.instance.finish(call, #"{"text":"done"}"#) == ABIStatus.ok)
      #expect(bench.instance.emit(call) == ABIStatus.noCall)
      #expect(bench.emitted.count == 4)
      #expect(bench.faults == ["1: emit after finish"])
    }
  }

  @Test(
    "Past its credit a call is refused, nothing is dropped, and it is told once of half the room")
  func credit() async throws {
    try await withCall { bench, call in
      for _ in 0..<ABILimit.creditEvents { #expect(bench.instance.emit(call) == ABIStatus.ok) }
      #expect(bench.instance.emit(call) == ABIStatus.busy)
      #expect(bench.emitted.count == ABILimit.creditEvents)
      bench.store(ABILimit.creditEvents / 2 - 1)
      #expect(!bench.lane.told.mayGoOn.contains(true))
      bench.store(2)
      #expect(bench.lane.told.mayGoOn.suffix(2) == [true, false])
      #expect(bench.instance.emit(call) == ABIStatus.ok)
      // To be busy is no wrong.
      #expect(bench.counters.misuse == 0)
    }
  }

  @Test("A receiver may say of an emission that it is stored before it has returned")
  func storedAtOnce() async throws {
    let bench = try AgentBench()
    async let answer = bench.invokeForNobody()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    for _ in 0..<(3 * ABILimit.creditEvents) {
      #expect(bench.instance.emit(call) == ABIStatus.ok)
    }
    #expect(bench.lane.told.mayGoOn.count == 3 * ABILimit.creditEvents)
    _ = bench.instance.finish(call, #"{"text":"done"}"#)
    bench.instance.leave(call)
    _ = await answer
  }

  @Test("Whoever waits for credit goes on when there is some")
  func waiting() async throws {
    try await withCall { bench, call in
      for _ in 0..<ABILimit.creditEvents { #expect(bench.instance.emit(call) == ABIStatus.ok) }
      let wait = Self.emitWait
      #expect(wait(bench.instance, call, 0) == ABIStatus.timeout)
      let status = Monitor<hermes_status?>(nil)
      let thread = try NamedThread("emitter") {
        status.withLock { $0 = wait(bench.instance, call, -1) }
      }
      bench.store(ABILimit.creditEvents)
      thread.join()
      #expect(status.withLock { $0 } == ABIStatus.ok)
      #expect(bench.emitted.count == 1)
    }
  }

  @Test("Whoever waits for credit is told of the end of its call")
  func waitingCancelled() async throws {
    try await withCall { bench, call in
      for _ in 0..<ABILimit.creditEvents { #expect(bench.instance.emit(call) == ABIStatus.ok) }
      let wait = Self.emitWait
      let status = Monitor<hermes_status?>(nil)
      let thread = try NamedThread("emitter") {
        status.withLock { $0 = wait(bench.instance, call, -1) }
      }
      bench.instance.cancel(call.token)
      thread.join()
      #expect(status.withLock { $0 } == ABIStatus.ended)
      #expect(bench.counters.misuse == 0)
    }
  }

  @Test("An event may have so many bytes and no more")
  func largeEvents() async throws {
    try await withCall { bench, call in
      func thought(_ bytes: Int) -> String {
        #"{"thought":""# + String(repeating: "x", count: bytes - 14) + #""}"#
      }
      #expect(bench.instance.emit(call, thought(ABILimit.eventBytes)) == ABIStatus.ok)
      #expect(bench.instance.emit(call, thought(ABILimit.eventBytes + 1)) == ABIStatus.tooLarge)
      #expect(bench.emitted.count == 1)
    }
  }

  @Test(
    "What is no event of its kind is refused and counted",
    arguments: [
      (ABIEventKind.thinking, #"{"thought":7}"#), (ABIEventKind.thinking, "{"),
      (ABIEventKind.progress, #"{"fraction":2}"#),
      (ABIEventKind.inputRequired, #"{"question":""}"#),
      (99, #"{"thought":"Hm."}"#),
    ] as [(hermes_event_kind, String)])
  func invalidEvents(kind: hermes_event_kind, json: String) async throws {
    try await withCall { bench, call in
      #expect(bench.instance.emit(call, kind: kind, json) == ABIStatus.invalid)
      #expect(bench.emitted.isEmpty && bench.counters.misuse == 1)
      #expect(bench.faults.first?.hasPrefix("1: emit of something") == true)
    }
  }

  @Test("Every breach is counted, and so many of them are logged")
  func flood() async throws {
    let log = InMemoryLogHandler()
    try await withCall(log: log) { bench, call in
      for _ in 0..<5000 { _ = bench.instance.emit(call, "{") }
      #expect(bench.counters.misuse == 5000 && bench.faults.count == 5000)
      #expect((1...2000).contains(log.entries.count))
    }
  }

  @Test("What is logged of a breach is one short line, whatever the child says of it")
  func line() async throws {
    let log = InMemoryLogHandler()
    try await withCall(log: log) { bench, call in
      bench.instance.reportMisuse(
        "a\nb\u{1B}[2J" + String(repeating: "x", count: 1 << 20), token: call.token)
      let what = try #require(log.entries.first?.metadata["what"]?.description)
      #expect(what.hasPrefix(#"a\u{a}b\u{1b}[2Jxx"#) && what.utf8.count < 5000)
    }
  }

  @Test("A second finish is refused and counted, and the first stands")
  func finishTwice() async throws {
    let bench = try AgentBench()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    #expect(bench.instance.finish(call, #"{"text":"first"}"#) == ABIStatus.ok)
    #expect(bench.instance.finish(call, #"{"text":"second"}"#) == ABIStatus.noCall)
    bench.instance.leave(call)
    #expect(bench.instance.finish(call, #"{"text":"third"}"#) == ABIStatus.noCall)
    guard case .completed(let result)? = await answer?.outcome else {
      Issue.record("it is not completed")
      return
    }
    #expect(result.text == "first")
    #expect(bench.faults == ["1: finish twice", "2: finish without an open call"])
    #expect(bench.instance.slots.inUse == 0)
  }

  @Test("A call that the agent was not given is none of its own")
  func foreignCall() async throws {
    try await withCall { bench, call in
      let other = Call(token: CallTable.newToken(), task: "t", limit: nil) { _, _ in }
      #expect(bench.instance.emit(other) == ABIStatus.noCall)
      #expect(bench.instance.finish(other, "{}") == ABIStatus.noCall)
      #expect(bench.instance.isCancelled(other.token) && !bench.instance.isCancelled(call.token))
      #expect(bench.counters.misuse == 2)
    }
  }

  @Test(
    "A finish that can't be read fails the call and is counted",
    arguments: [
      (ABIStatus.ok, "[]", "invalid_result"), (ABIStatus.ok, "{", "invalid_result"),
      (ABIStatus.failed, "{}", "agent_failed"),
    ])
  func unreadable(status: hermes_status, json: String, code: String) async throws {
    let bench = try AgentBench()
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    #expect(bench.instance.finish(call, status: status, json) == ABIStatus.invalid)
    bench.instance.leave(call)
    #expect(failure(await answer)?.code == code)
    #expect(bench.counters.misuse == 1 && bench.counters.errors == 1)
  }

  /// A call that the agent has taken; it ends with `body`.
  private func withCall(
    log: (any LogHandler)? = nil, _ body: (AgentBench, Call) async throws -> Void
  ) async throws {
    let logger = log.map { log in Logger(label: "test") { _ in log } }
    let bench = try AgentBench(logger: logger ?? JournalBench.logger)
    async let answer = bench.invoke()
    let call = await bench.lane.call()
    #expect(bench.instance.entered(call))
    try await body(bench, call)
    _ = bench.instance.finish(call, #"{"text":"done"}"#)
    bench.instance.leave(call)
    _ = await answer
  }

  private static let emitWait: @Sendable (AgentInstance, Call, Int64) -> hermes_status = {
    instance, call, timeout in
    Array(#"{"thought":"Hm."}"#.utf8).withBytes {
      instance.emitWait(call.token, kind: ABIEventKind.thinking, json: $0, timeout: timeout)
    }
  }
}
