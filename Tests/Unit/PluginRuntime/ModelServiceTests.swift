import AgentABI
import HermesContract
import Testing

@testable import HermesPluginRuntime

struct ModelServiceTests {
  @Test(
    "What is no request is refused",
    arguments: [
      "", "{}", #"{"messages":[]}"#, #"{"messages":[{"role":"user"}]}"#,
      #"{"messages":[{"role":"tool","content":"a"}]}"#,
      #"{"messages":[{"role":"user","content":["a"]}]}"#,
      #"{"messages":[{"role":"user","content":"a"}],"max_tokens":0}"#,
      #"{"messages":[{"role":"user","content":"a"}],"temperature":2.1}"#,
      #"{"messages":[{"role":"user","content":"a"}],"json_schema":"object"}"#,
    ])
  func refused(text: String) {
    #expect(ModelRequest(Array(text.utf8)) == nil)
  }

  @Test("A request is read, and members that are not known are left out")
  func request() {
    let text =
      #"{"messages":[{"role":"user","content":"a","name":"b"}],"max_tokens":3,"temperature":1,"json_schema":{},"seed":4}"#
    let wanted = ModelRequest(
      messages: [.init(role: .user, content: "a")], maxTokens: 3, temperature: 1,
      schema: .object(JSONObject()))
    #expect(ModelRequest(Array(text.utf8)) == wanted)
  }

  @Test("Pieces that wait are joined, but not over parts")
  func pieces() {
    var queue = PieceQueue()
    for (part, text) in [(UInt8(1), "a"), (1, "b"), (0, "c"), (0, "d"), (1, "e")] {
      queue.add(part, text: Array(text.utf8))
    }
    queue.finish(status: ABIStatus.ok, answer: [7])
    #expect(
      queue.takeAll() == [
        .piece(part: 1, text: Array("ab".utf8)), .piece(part: 0, text: Array("cd".utf8)),
        .piece(part: 1, text: Array("e".utf8)), .answer(ABIStatus.ok, [7]),
      ])
    #expect(queue.isEmpty)
  }
}
