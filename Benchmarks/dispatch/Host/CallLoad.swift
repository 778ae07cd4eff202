import Foundation
import HermesContract
import HermesPluginRuntime
import Logging

/// Calls of one agent through the whole dispatcher, some at a time: how many a second, and how long
/// each took.
struct CallLoad {
  let registry: AgentRegistry
  let agent: String

  /// A folder with the library and, for the process lane, a manifest beside it, of which only that
  /// it is there counts.
  init(folder: String, agent: String, copies: String) async throws {
    registry = try AgentRegistry(
      .init(folders: [folder], copies: copies) { path in
        LibraryManifest(
          file: path, library: String(path.dropLast(".toml".count)) + ".so", lane: .process)
      },
      logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
    self.agent = agent
    await registry.load()
    for line in registry.refusalLines { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
  }

  /// A line of JSON, after a tenth as many calls to warm up.
  func measure(_ calls: Int, atATime: Int) async -> String {
    _ = await round(calls / 10, atATime: atATime)
    let start = ContinuousClock.now
    let latencies = await round(calls, atATime: atATime).sorted()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    func microseconds(_ share: Double) -> Double {
      Double(latencies[Int(Double(latencies.count - 1) * share)]) / 1000
    }
    return "{\"per_second\":\(Double(latencies.count) / seconds),"
      + "\"p50_us\":\(microseconds(0.5)),\"p99_us\":\(microseconds(0.99))}\n"
  }

  /// Nanoseconds of each call.
  private func round(_ calls: Int, atATime: Int) async -> [Int64] {
    await withTaskGroup(of: [Int64].self) { group in
      for _ in 0..<atATime { group.addTask { await inTurn(max(1, calls / atATime)) } }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func inTurn(_ calls: Int) async -> [Int64] {
    let invocation = AgentInvocation(
      agent: agent, skill: "echo", task: .random(), owner: UserID("benchmark"),
      conversation: .random(), stepKey: "t/1", attempt: 1,
      message: Message(parts: [Part(text: "hello")]), artifacts: [])
    var latencies: [Int64] = []
    latencies.reserveCapacity(calls)
    for _ in 0..<calls {
      let start = ContinuousClock.now
      let answer = await registry.invoke(invocation, onEmission: { _, stored in stored() })
      guard case .completed = answer.outcome else { fatalError("\(agent): \(answer.outcome)") }
      latencies.append(Int64((ContinuousClock.now - start) / .nanoseconds(1)))
    }
    return latencies
  }
}
