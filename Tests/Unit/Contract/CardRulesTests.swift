import HermesContract
import Testing

struct CardRulesTests {
  private func card(
    _ hermes: JSONValue, skill: [String: JSONValue] = [:], more: [String: JSONValue] = [:]
  ) -> JSONValue {
    var one = JSONObject([
      (key: "id", value: "spell"), (key: "name", value: "Spell"), (key: "description", value: "d"),
    ])
    for (key, value) in skill { one[key] = value }
    var card = JSONObject([
      (key: "name", value: "A"), (key: "description", value: "d"), (key: "version", value: "1"),
      (key: "skills", value: .array([.object(one)])), (key: "hermes", value: hermes),
    ])
    for (key, value) in more { card[key] = value }
    return .object(card)
  }

  @Test("What has no effect is told, with what was probably meant")
  func told() {
    #expect(
      CardRules.warnings(card(["max_concurency": 4]))
        == ["its card's hermes.max_concurency is not a member; did you mean max_concurrency?"])
    #expect(
      CardRules.warnings(card(["colour": 4])) == [
        "its card's hermes.colour is not a member; known here: deadline_ms, max_concurrency, requires, skills"
      ])
    #expect(
      CardRules.warnings(card(["skills": ["spel": [:], "draw": [:]]])) == [
        "its card's hermes.skills.spel is not one of its skills; did you mean spell?",
        "its card's hermes.skills.draw is not one of its skills; it has spell",
      ])
    #expect(
      CardRules.warnings(card(["skills": ["spell": ["idempotnt": true]]])) == [
        "its card's hermes.skills.spell.idempotnt is not a member; did you mean idempotent?"
      ])
    let modes = card([:], skill: ["outputModes": ["markdown", "text/x-a", ""]])
    #expect(
      CardRules.warnings(modes) == [
        "its card's skills[0].outputModes has \"markdown\", which is not a media type; write one such as text/markdown",
        "its card's skills[0].outputModes has \"\", which is not a media type; write one such as text/plain",
      ])
    #expect(CardRules.warnings(card([:], more: ["defaultInputModes": ["text/"]])).count == 1)
  }

  @Test("A card as hermes_agent.h describes it has nothing to be told")
  func quiet() {
    let rules: JSONValue = ["category": "c", "capabilities": [:], "task": "t", "idempotent": true]
    let block: JSONValue = [
      "max_concurrency": 4, "deadline_ms": 9, "requires": [], "skills": ["spell": rules],
    ]
    #expect(CardRules.warnings(card(block, skill: ["inputModes": ["text/plain", "*/*"]])) == [])
    #expect(CardRules.warnings(card(.null)) == [])
  }

  @Test("null for a member that may be left out is read as left out")
  func null() throws {
    let json = card(
      ["max_concurrency": .null, "deadline_ms": .null, "requires": .null, "skills": .null],
      skill: ["tags": .null, "examples": .null, "inputModes": .null],
      more: ["defaultInputModes": .null, "defaultOutputModes": .null])
    let read = try AgentCard.parse(JSONWriter.bytes(json))
    #expect(read.maxConcurrency == 1 && read.deadline == nil && read.requires == [])
    #expect(read.skills[0].tags == [] && read.skills[0].inputModes == ["text/plain"])
    #expect(try AgentCard.parse(JSONWriter.bytes(card(.null))).maxConcurrency == 1)
  }
}
