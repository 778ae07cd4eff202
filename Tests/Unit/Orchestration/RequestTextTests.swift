import HermesContract
import Testing

@testable import HermesOrchestration

struct RequestTextTests {
  private func request(_ text: String) -> RequestText {
    RequestText(Message(parts: [Part(text: text)]))
  }

  @Test("A fenced block is code of its language and not prose")
  func fence() {
    let request = request("Review this:\n```python\ndef f():\n    return 1\n```\nthank you")
    #expect(request.prose == "Review this:\nthank you\n")
    #expect(request.code == [Part(text: "def f():\n    return 1\n", mediaType: "text/x-python")])
  }

  @Test(
    "The media type comes from the fence, or from the look of the code",
    arguments: [
      ("py\nx", "text/x-python"), ("Python3\nx", "text/x-python"), ("rust\nx", "text/x-rust"),
      ("\ndef f(): pass", "text/x-python"), ("\nimport os", "text/x-python"),
      ("\nfn main() {}", "text/x-code"),
      ("js title=x\nx", "text/x-js"),
    ])
  func mediaType(block: String, mediaType: String) {
    #expect(request("```\(block)\n```").code.map(\.mediaType) == [mediaType])
  }

  @Test("An open fence, an indented one and several are all read")
  func fences() {
    #expect(request("a\n```py\nx = 1").code.map(\.text) == ["x = 1\n"])
    #expect(request("  ```py\nx\n  ```\n````py\ny\n```").code.map(\.text) == ["x\n", "y\n"])
    #expect(request("```py\n```").code.map(\.text) == ["\n"])
  }

  @Test("A request without code is prose only")
  func prose() {
    #expect(request("no `code` here").code.isEmpty)
    #expect(request("").prose == "\n")
  }

  @Test("Agents get the message as it was, and the code as parts of its own, once")
  func message() {
    let code = Part(text: "x = 1\n", mediaType: "text/x-python")
    let original = Message(parts: [Part(text: "See:\n```py\nx = 1\n```"), code])
    let text = RequestText(original)
    #expect(text.code.count == 2)
    #expect(text.message(from: original).parts == original.parts)
    let plain = Message(parts: [Part(text: "```py\nx = 1\n```")])
    #expect(RequestText(plain).message(from: plain).parts == plain.parts + [code])
  }
}
