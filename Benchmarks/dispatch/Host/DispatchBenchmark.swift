import Foundation
import HermesContract
import HermesPluginRuntime
import Logging

/// What one call of an agent costs through the whole dispatcher: slot, token, deadline, request JSON,
/// agent thread, library, result JSON, and back to the task that waits.
///
///     dispatch-benchmark AGENTS_FOLDER [ROUNDS]
@main
struct DispatchBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else {
      FileHandle.standardError.write(Data("usage: dispatch-benchmark AGENTS_FOLDER [ROUNDS]\n".utf8))
      exit(2)
    }
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 20_000 : 20_000
    let copies = FileManager.default.temporaryDirectory.appendingPathComponent(
      "hermes-dispatch-\(getpid())"
    ).path
    let registry = AgentRegistry(
      .init(folders: [arguments[1]], copies: copies),
      logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
    await registry.load()
    let blocking = await nanoseconds(registry, "Echo", rounds)
    let later = await nanoseconds(registry, "EchoLater", rounds)
    print(
      "{\"rounds\":\(rounds),\"blocking_ns\":\(blocking),\"finish_later_ns\":\(later)}")
    await registry.stop()
    try? FileManager.default.removeItem(atPath: copies)
    _exit(0)
  }

  /// The mean of `rounds` calls, one after the other, after a tenth as many to warm up.
  private static func nanoseconds(
    _ registry: AgentRegistry, _ agent: String, _ rounds: Int
  ) async -> Int64 {
    let invocation = AgentInvocation(
      agent: agent, skill: "echo", task: .random(), conversation: .random(), stepKey: "t/1",
      attempt: 1, message: Message(parts: [Part(text: "hello")]), artifacts: [])
    var start = ContinuousClock.now
    for round in 0..<(rounds + rounds / 10) {
      if round == rounds / 10 { start = .now }
      guard case .completed = await registry.invoke(invocation, onEmission: { _, stored in stored() })
      else { fatalError("\(agent) did not answer") }
    }
    return Int64((ContinuousClock.now - start) / .nanoseconds(1)) / Int64(rounds)
  }
}
