import AgentKit
import Glibc

/// Answers with the request's text, as Echo.c does; to "block=N" after it has blocked its thread for N
/// milliseconds.
@main struct SwiftEcho: Agent {
  static let card = AgentCard(
    name: "SwiftEcho", description: "For the benchmarks.", version: "0.1.0", maxConcurrency: 64,
    deadlineMilliseconds: 600_000,
    skills: [
      AgentSkill(
        id: "echo", name: "echo", description: "For the benchmarks.", tags: ["swift-echo"],
        examples: ["benchmark swift echo pipeline"], inputModes: ["text/plain"],
        outputModes: ["text/x-swift-echo"],
        routing: .init(
          category: "benchmark", capabilities: ["swift_echo": .init(objects: ["swift echo"])],
          task: "Take part in a benchmark", idempotent: true))
    ])

  init(config: JSONValue, log: AgentLog) throws {}

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    if request.text.hasPrefix("block="), let wait = UInt32(request.text.dropFirst(6)) {
      usleep(min(wait, 10_000) * 1000)
    }
    return AgentResult(artifacts: [
      AgentArtifact(
        artifactId: "result", name: "result",
        parts: [AgentPart(text: request.text, mediaType: "text/x-swift-echo")])
    ])
  }
}
