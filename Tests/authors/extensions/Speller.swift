// Uses what the host offers, through AgentKit. The request's text says what:
//   "put KEY VALUE" "get KEY" "remove KEY" "keys PREFIX"    the store
//   "ask NAME WORDS"                                        another agent
//   "blob MEGABYTES"                                        a blob, read back and given
//   "model WORDS"                                           a completion, in pieces and whole
//   "question"                                              the person, twice
//   "wait"                                                  until the server is gone
import AgentKit
import Foundation

@main struct Speller: Agent {
  static let card = AgentCard(
    name: "NAME", description: "For the tests.", version: "0.1.0", maxConcurrency: 4,
    skills: [
      AgentSkill(id: "use", name: "Use", description: "Uses extensions.", tags: ["extensions"])
    ])

  init(config: JSONValue, log: AgentLog) throws {}

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    let words = request.text.split(separator: " ").map(String.init)
    guard let verb = words.first else { return AgentResult(text: "nothing") }
    switch verb {
    case "ask":
      let answer = try await call.ask(words[1], words[2...].joined(separator: " "))
      return AgentResult(text: answer.artifacts.first?.parts.first?.text ?? answer.text ?? "")
    case "blob": return try await giveBlob(Int(words[1])!, call)
    case "model":
      return AgentResult(text: try await complete(words.dropFirst().joined(separator: " "), call))
    case "question":
      guard let input = request.input else { throw AgentQuestion("What?", state: .string("first")) }
      guard input.state == .string("first") else {
        return AgentResult(text: "\(input.question) \(input.text)")
      }
      throw AgentQuestion("What but \(input.text)?")
    case "wait":
      try await call.think("waiting")
      try await Task.sleep(for: .seconds(600))
      return AgentResult(text: "waited")
    default: return AgentResult(text: try await keep(verb, Array(words.dropFirst()), call))
    }
  }

  private func keep(_ verb: String, _ words: [String], _ call: AgentCall) async throws -> String {
    guard let store = call.store else { return "not granted" }
    switch verb {
    case "put":
      try await store.put(Data(words[1].utf8), for: words[0])
      return "kept"
    case "get":
      return try await store.value(of: words[0]).map { String(decoding: $0, as: UTF8.self) }
        ?? "none"
    case "remove": return try await store.remove(words[0]) ? "removed" : "none"
    default: return try await store.keys(beginningWith: words[0]).joined(separator: ",")
    }
  }

  private func complete(_ words: String, _ call: AgentCall) async throws -> String {
    guard let model = call.model else { return "not granted" }
    let messages = [AgentModel.Message(.system, "Be short."), AgentModel.Message(.user, words)]
    var (text, reasoning, tokens) = ("", "", 0)
    for try await piece in model.stream(messages) {
      switch piece {
      case .text(let more): text += more
      case .reasoning(let more): reasoning += more
      case .answer(let answer):
        guard answer.text == text, answer.reasoning == reasoning else {
          return "its pieces are something else"
        }
        tokens = answer.completionTokens
      }
    }
    guard try await model.complete(messages).text == text else { return "another answer" }
    return "\(reasoning)|\(text)|\(tokens)"
  }

  private func giveBlob(_ megabytes: Int, _ call: AgentCall) async throws -> AgentResult {
    guard let blobs = call.blobs else { return AgentResult(text: "not granted") }
    let content = Data((0..<megabytes << 20).map { UInt8(truncatingIfNeeded: $0 >> 3) })
    let id = try await blobs.make(content)
    let size = try await blobs.size(of: id)
    let end = try await blobs.read(id, from: size - 2, count: 100)
    guard size == UInt64(content.count), end == content.suffix(2) else {
      return AgentResult(text: "it is not what was written")
    }
    return AgentResult(
      artifacts: [
        AgentArtifact(
          artifactId: "b", name: "b.bin",
          parts: [AgentPart(blob: id, mediaType: "application/octet-stream")])
      ])
  }

  func reconcile(stepKey: String) async -> AgentReconciliation {
    .done(AgentResult(text: "reconciled"))
  }
}
