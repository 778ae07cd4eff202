import HermesContract
import Testing

struct AgentCardTests {
  /// A card that is right, but for `changes`.
  private func card(_ changes: [String: JSONValue?] = [:], skill: [String: JSONValue?] = [:])
    -> [UInt8]
  {
    var own = JSONObject([
      (key: "id", value: "s"), (key: "name", value: "S"), (key: "description", value: "does"),
    ])
    for (key, value) in skill { own[key] = value }
    var card = JSONObject([
      (key: "name", value: "Agent"), (key: "description", value: "d"), (key: "version", value: "1"),
      (key: "skills", value: .array([.object(own)])),
    ])
    for (key, value) in changes { card[key] = value }
    return JSONWriter.bytes(.object(card))
  }

  @Test("A card without a hermes block gets the defaults")
  func defaults() throws {
    let card = try AgentCard.parse(card())
    #expect(card.name == "Agent" && card.maxConcurrency == 1 && card.deadline == nil)
    #expect(card.requires.isEmpty)
    let skill = try #require(card.skills.first)
    #expect(skill.inputModes == ["text/plain"] && skill.outputModes == ["text/plain"])
    #expect(skill.task == "does" && !skill.isIdempotent && skill.category == nil)
  }

  @Test("The hermes block and the card's default modes are read")
  func block() throws {
    let card = try AgentCard.parse(
      card([
        "defaultInputModes": ["text/x-a"], "defaultOutputModes": ["text/x-b"],
        "hermes": [
          "max_concurrency": 4, "deadline_ms": 1500, "requires": ["hermes.store/1"],
          "skills": [
            "s": [
              "category": "c", "task": "Do it", "idempotent": true,
              "capabilities": ["z": ["verbs": ["make"], "objects": ["thing"]], "a": [:]],
            ]
          ],
        ],
      ]))
    let skill = try #require(card.skills.first)
    #expect(card.maxConcurrency == 4 && card.deadline == .milliseconds(1500))
    #expect(card.requires == ["hermes.store/1"])
    #expect(skill.inputModes == ["text/x-a"] && skill.outputModes == ["text/x-b"])
    #expect(skill.category == "c" && skill.task == "Do it" && skill.isIdempotent)
    #expect(
      skill.capabilities == [
        Capability(name: "z", verbs: ["make"], objects: ["thing"]),
        Capability(name: "a", verbs: [], objects: []),
      ])
  }

  @Test(
    "A fault of the card is named",
    arguments: [
      (["name": nil], "its card has no name"), (["name": ""], "its card has no name"),
      (["name": 1], "its card has no name"),
      (["name": "a b"], "its card's name must be 1 to 64 of A-Z a-z 0-9 _ . -"),
      (["name": "é"], "its card's name must be 1 to 64 of A-Z a-z 0-9 _ . -"),
      (["name": "../x"], "its card's name must be 1 to 64 of A-Z a-z 0-9 _ . -"),
      (
        ["name": .string(String(repeating: "a", count: 65))],
        "its card's name must be 1 to 64 of A-Z a-z 0-9 _ . -"
      ), (["version": nil], "its card has no version"),
      (["description": nil], "its card has no description"),
      (["skills": nil], "its card has no skills"), (["skills": []], "its card has no skills"),
      (["skills": [:]], "its card has no skills"), (["skills": [1]], "its card has no id"),
      (["hermes": []], "its card's hermes is not an object"),
      (
        ["hermes": ["max_concurrency": 0]],
        "its card's max_concurrency is not a whole number in 1...1024"
      ),
      (
        ["hermes": ["max_concurrency": 1.5]],
        "its card's max_concurrency is not a whole number in 1...1024"
      ),
      (
        ["hermes": ["deadline_ms": 86_400_001]],
        "its card's deadline_ms is not a whole number in 1...86400000"
      ), (["hermes": ["requires": "x"]], "its card's requires is not an array of strings"),
      (
        ["hermes": ["skills": ["s": ["capabilities": ["x"]]]]],
        "its card's hermes.skills capabilities is not an object"
      ),
      (
        ["hermes": ["skills": ["s": ["capabilities": ["x": ["verbs": "y"]]]]]],
        "its card's verbs is not an array of strings"
      ),
    ] as [([String: JSONValue?], String)])
  func faults(changes: [String: JSONValue?], reason: String) {
    let error = #expect(throws: CardError.self) { try AgentCard.parse(card(changes)) }
    #expect(error?.reason == reason)
  }

  @Test("A fault of a skill is named")
  func skillFaults() {
    for key in ["id", "name", "description"] {
      let error = #expect(throws: CardError.self) {
        try AgentCard.parse(card(skill: [key: nil as JSONValue?]))
      }
      #expect(error?.reason == "its card has no \(key)")
    }
    for key in ["tags", "examples", "inputModes", "outputModes"] {
      let error = #expect(throws: CardError.self) { try AgentCard.parse(card(skill: [key: [1]])) }
      #expect(error?.reason == "its card's \(key) is not an array of strings")
    }
    let skill: JSONValue = ["id": "s", "name": "S", "description": "d"]
    let twice = #expect(throws: CardError.self) {
      try AgentCard.parse(card(["skills": .array([skill, skill])]))
    }
    #expect(twice?.reason == "its card has two skills with the same id")
  }

  @Test("Bytes that are no JSON object are no card", arguments: ["", "[]", "null", "{", "\"x\""])
  func notAnObject(text: String) {
    let error = #expect(throws: CardError.self) { try AgentCard.parse(Array(text.utf8)) }
    #expect(error?.reason.hasPrefix("its card is not") == true)
  }
}
