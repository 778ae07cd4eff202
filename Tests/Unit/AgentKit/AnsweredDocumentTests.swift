import Testing

@testable import AgentKit

struct AnsweredDocumentTests {
  private static let document = "# Title\n\nWords.\n\n```python\nf(1)\n```\n\nMore words.\n"

  private static func document(in answer: String) -> String {
    var reader = AnsweredDocument()
    var document = ""
    var rest = Substring(answer)
    while !rest.isEmpty {
      let line = rest.prefix { $0 != "\n" }
      document += reader.accept(rest.count > line.count ? line + "\n" : String(line))
      rest = rest.dropFirst(line.count + 1)
    }
    return document + reader.finish()
  }

  @Test(
    "The document is found in fences and sentences around it",
    arguments: [
      document, "\n\n" + document, "```markdown\n\(document)```\n", "```\n\(document)```",
      "~~~md\n\(document)~~~\n",
      "Here is the report:\n\n```markdown\n\(document)```\n\nTell me more.",
      "Sure!\n```md\n\(document)```", "Here you are:\n````\n\(document)````\n",
    ])
  func found(answer: String) {
    #expect(Self.document(in: answer) == Self.document)
  }

  @Test(
    "A document without fences of its own stays as it is",
    arguments: [
      "Words:\n\nmore words.\n", "One line", "```python\nf(1)\n```\n\nWords.\n",
      "Run it so.\n```\nf\n```\nDone.\n",
    ])
  func plain(answer: String) {
    #expect(Self.document(in: answer) == answer)
  }
}
