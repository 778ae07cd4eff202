import AgentABI
import HermesAgentWire
import HermesContract
import Testing

struct AgentRulesTests {
  private static let part: JSONValue = ["text": "t"]

  @Test(
    "What is wrong with a result is said with its member",
    arguments: [
      ("x", "it is not an object"),
      (["artifact": []], "artifact is not a member; did you mean artifacts?"),
      (["Artifacts": []], "Artifacts is not a member; did you mean artifacts?"),
      (["output": "x"], "it has neither artifacts nor text, but output"),
      (["text": 1], "its text is not a string"),
      (["artifacts": [:]], "its artifacts are not an array"),
      (["artifacts": [1]], "artifacts[0] is not an object"),
      (["artifacts": [["parts": [part]]]], "artifacts[0] has no artifactId"),
      (
        ["artifacts": [["artifactID": "a", "parts": [part]]]],
        "artifacts[0].artifactID is not a member; did you mean artifactId?"
      ),
      (
        ["artifacts": [["artifactId": 7, "parts": [part]]]],
        "artifacts[0].artifactId is not a string"
      ),
      (
        ["artifacts": [["artifactId": "", "parts": [part]]]],
        "artifacts[0].artifactId has 0 bytes and not 1 to 512"
      ),
      (["artifacts": [["artifactId": "a"]]], "artifacts[0] has no parts"),
      (["artifacts": [["artifactId": "a", "parts": []]]], "artifacts[0].parts is empty"),
      (
        ["artifacts": [["artifactId": "a", "parts": [part, ["test": "x"]]]]],
        "artifacts[0].parts[1].test is not a member; did you mean text?"
      ),
      (
        ["artifacts": [["artifactId": "a", "parts": [["mediaType": "text/plain"]]]]],
        "artifacts[0].parts[0] has neither text, data nor blob"
      ),
      (
        ["artifacts": [["artifactId": "a", "parts": [["text": "x", "mediaType": 1]]]]],
        "artifacts[0].parts[0].mediaType is not a string"
      ),
      (
        [
          "artifacts": [
            ["artifactId": "a", "parts": [part]], ["artifact_id": "a", "parts": [part]],
          ]
        ],
        "artifacts[1] has the same artifactId as artifacts[0]: \"a\""
      ),
    ] as [(JSONValue, String)])
  func result(json: JSONValue, wanted: String) {
    #expect(AgentRules.fault(ofResult: json) == wanted)
  }

  @Test("Both spellings, null for what is left out, and members of newer headers are fine")
  func fine() {
    for json in [
      [:], ["text": "x"], ["text": .null, "artifacts": .null], ["text": "x", "cost_of_it": 1],
      ["artifacts": [["artifact_id": "a", "name": .null, "parts": [Self.part]]]],
      ["artifacts": [["artifactId": "a", "x-newer": 1, "parts": [["data": .null]]]]],
      ["artifacts": [["artifactId": "a", "parts": [["blob": "b", "media_type": "a/b"]]]]],
    ] as [JSONValue] {
      #expect(AgentRules.fault(ofResult: json) == nil)
    }
    let chunk: JSONValue = ["artifactId": "a", "name": "n", "mediaType": "m", "text": ""]
    #expect(AgentRules.fault(ofEvent: chunk, kind: ABIEventKind.artifactChunk) == nil)
  }
}
