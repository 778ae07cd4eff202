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

  @Test(
    "A table or JSON at the end needs no fence",
    arguments: [
      ("Analyse this:\nname,age\nann,31\nbob,29\n", "name,age\nann,31\nbob,29\n", "text/x-csv"),
      ("Analyse\n\na;b\n1,5; 2\n3,5;4", "a;b\n1,5; 2\n3,5;4\n", "text/x-csv"),
      ("Sum up\na\tb\n1\t2\n3\t4\n\n", "a\tb\n1\t2\n3\t4\n", "text/x-csv"),
      ("Analyse:\n[{\"a\": 1},\n {\"a\": 2}]", "[{\"a\": 1},\n {\"a\": 2}]\n", "application/json"),
    ])
  func bareData(text: String, data: String, mediaType: String) {
    let request = request(text)
    #expect(request.code == [Part(text: data, mediaType: mediaType)])
    #expect(text.hasPrefix(request.prose) && !request.prose.contains(where: \.isNumber))
  }

  @Test(
    "What is not surely data is prose",
    arguments: [
      "Write to:\nAnn, Paris\nBob, Rome\nCid, Bern", "First this, then that\nand 1, perhaps 2",
      "In order:\nread it, twice\nmend it, 1 day\nrun it", "Use [1] and {x}", "a,b\n1,2",
      "Sort:\n[3, 1, 2]", "See\n```\nx\n```\na,b\n1,2\n3,4",
    ])
  func noData(text: String) {
    #expect(!request(text).code.contains { $0.mediaType == "text/x-csv" })
    #expect(!request(text).code.contains { $0.mediaType == "application/json" })
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
