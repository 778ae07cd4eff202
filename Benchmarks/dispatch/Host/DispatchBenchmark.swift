import Foundation
import HermesContract
import HermesPluginRuntime
import Logging
import NIOPosix

/// What one call of an agent costs through the whole dispatcher: slot, token, deadline, request JSON,
/// agent thread, library, result JSON, and back to the task that waits.
///
///     dispatch-benchmark AGENTS_FOLDER [ROUNDS]
///     dispatch-benchmark calls AGENTS_FOLDER AGENT CALLS AT_A_TIME
@main
struct DispatchBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    // Started by the registry to look into a library, and as the process lane.
    if arguments.dropFirst().first == "agent-child" { ChildServer.run() }
    guard arguments.count >= 2 else {
      FileHandle.standardError.write(
        Data(
          ("usage: dispatch-benchmark AGENTS_FOLDER [ROUNDS]\n"
            + "       dispatch-benchmark calls AGENTS_FOLDER AGENT CALLS AT_A_TIME\n").utf8))
      exit(2)
    }
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 20_000 : 20_000
    let copies = FileManager.default.temporaryDirectory.appendingPathComponent(
      "hermes-dispatch-\(getpid())"
    ).path
    if arguments[1] == "calls", arguments.count == 6, let calls = Int(arguments[4]),
      let atATime = Int(arguments[5])
    {
      let load = try await CallLoad(folder: arguments[2], agent: arguments[3], copies: copies)
      FileHandle.standardOutput.write(Data(await load.measure(calls, atATime: atATime).utf8))
      await load.registry.stop()
      try? FileManager.default.removeItem(atPath: copies)
      _exit(0)
    }
    let registry = try AgentRegistry(
      .init(folders: [arguments[1]], copies: copies, readManifest: { LibraryManifest(file: $0) }),
      logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
    await registry.load()
    let blocking = await nanoseconds(registry, "Echo", rounds)
    let later = await nanoseconds(registry, "EchoLater", rounds)
    let task = try await handOff(arguments[1] + "/Echo.so", rounds)
    let line =
      "{\"rounds\":\(rounds),\"blocking_ns\":\(blocking),\"finish_later_ns\":\(later),"
      + "\"task_handoff_ns\":\(task)}\n"
    FileHandle.standardOutput.write(Data(line.utf8))
    await registry.stop()
    try? FileManager.default.removeItem(atPath: copies)
    _exit(0)
  }

  /// The same call from a Swift task by NIOThreadPool: what a server without Hermes would do.
  private static func handOff(_ path: String, _ rounds: Int) async throws -> Int64 {
    guard let library = BareLibrary(path: path) else { fatalError("\(path) does not load") }
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    var start = ContinuousClock.now
    for round in 0..<(rounds + rounds / 10) {
      if round == rounds / 10 { start = .now }
      try await pool.runIfActive { library.invoke(UInt64(round + 1)) }
    }
    let elapsed = ContinuousClock.now - start
    try await pool.shutdownGracefully()
    return Int64(elapsed / .nanoseconds(1)) / Int64(rounds)
  }

  /// The mean of `rounds` calls, one after the other, after a tenth as many to warm up.
  private static func nanoseconds(
    _ registry: AgentRegistry, _ agent: String, _ rounds: Int
  ) async -> Int64 {
    let invocation = AgentInvocation(
      agent: agent, skill: "echo", task: .random(), owner: UserID("benchmark"),
      conversation: .random(), stepKey: "t/1",
      attempt: 1, message: Message(parts: [Part(text: "hello")]), artifacts: [])
    var start = ContinuousClock.now
    for round in 0..<(rounds + rounds / 10) {
      if round == rounds / 10 { start = .now }
      guard
        case .completed = await registry.invoke(
          invocation, onEmission: { _, stored in stored() }
        ).outcome
      else { fatalError("\(agent) did not answer") }
    }
    return Int64((ContinuousClock.now - start) / .nanoseconds(1)) / Int64(rounds)
  }
}
