import HermesContract
import Testing

@testable import HermesPluginRuntime

struct HelpRequestTests {
  @Test(
    "An agent is named, or a skill that any may offer",
    arguments: [
      (#"{"agent":"A","text":"x"}"#, "A", nil),
      (#"{"agent":"A","skill":"s","text":"x"}"#, "A", "s"),
      (#"{"skill":"s","text":"x"}"#, "", "s"),
    ] as [(String, String, String?)])
  func named(json: String, agent: String, skill: String?) throws {
    let request = try #require(HelpRequest(Array(json.utf8)))
    #expect(request.agent == agent && request.skill == skill)
    #expect(request.message.parts.map(\.text) == ["x"])
  }

  @Test(
    "What is no such request is refused",
    arguments: [
      #"{"text":"x"}"#, #"{"agent":"","skill":"s","text":"x"}"#,
      #"{"agent":7,"skill":"s","text":"x"}"#,
      #"{"agent":"A","skill":7,"text":"x"}"#, #"{"skill":"","text":"x"}"#, #"{"skill":"s"}"#,
      #"{"skill":"s","text":""}"#, "[]",
    ])
  func refused(json: String) { #expect(HelpRequest(Array(json.utf8)) == nil) }
}
