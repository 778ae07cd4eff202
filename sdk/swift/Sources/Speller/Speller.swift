import AgentKit
import Alphabet

/// Spells words in the spelling alphabet, letter by letter.
///
/// It shows what most agents do: it reads the request's text, reports what it is doing, streams an
/// artifact while it grows, stops when the host has ended the call, and returns the result.
@main
struct Speller: Agent {
  static let card = AgentCard(
    name: "Speller",
    description: "Spells words in the spelling alphabet, letter by letter.",
    version: "0.1.0", maxConcurrency: 4,
    skills: [
      AgentSkill(
        id: "spell", name: "Spell words",
        description: "Spells what follows a colon, or the whole text, as Alfa, Bravo, Charlie.",
        tags: ["spelling", "alphabet"], examples: ["Spell this: Hermes"],
        inputModes: ["text/plain"], outputModes: ["text/x-spelling"],
        routing: .init(
          category: "spelling", capabilities: ["spell": .init(objects: ["spell", "spelling"])],
          task: "Spell the words", idempotent: true))
    ])

  init(config: JSONValue, log: AgentLog) throws {}

  func run(_ request: AgentRequest, _ call: AgentCall) async throws -> AgentResult {
    let text = request.text
    let asked = text.firstIndex(of: ":").map { text[text.index(after: $0)...] } ?? text[...]
    var spelled = ""
    try await call.think("One word for each letter.")
    for (index, letter) in asked.enumerated() {
      guard let word = Alphabet.word(for: letter) else { continue }
      // Once the host has ended the call, this throws, which ends the loop.
      try await call.artifactChunk(
        word + "\n", artifactId: "spelling", name: "spelling.txt", mediaType: "text/x-spelling",
        append: !spelled.isEmpty, last: false)
      try await call.progress(Double(index + 1) / Double(asked.count))
      spelled += word + "\n"
    }
    guard !spelled.isEmpty else {
      throw AgentError(
        code: "no_letters", message: "There is no letter from A to Z in the text.")
    }
    let part = AgentPart(text: spelled, mediaType: "text/x-spelling")
    return AgentResult(artifacts: [
      AgentArtifact(artifactId: "spelling", name: "spelling.txt", parts: [part])
    ])
  }
}
