import Testing

@testable import HermesContract
@testable import HermesOrchestration

@Suite struct FollowUpTests {
  private func isFollowUp(_ text: String) throws -> Bool {
    let rule = FollowUp(
      vocabulary: CardVocabulary(cards: try [.writer(), .reviewer(), .packager(), .translator()]))
    return rule.isOne(RequestText(Message(parts: [Part(text: text)])))
  }

  @Test(
    "What speaks of the thing made before",
    arguments: [
      "now add error handling", "Add type hints", "rename it to fib", "Make it faster",
      "write tests for it", "Can you create a test for that?", "use recursion instead",
      "Please improve the previous function", "translate the comments of it",
    ])
  func followUps(text: String) throws { #expect(try isFollowUp(text)) }

  @Test(
    "What asks for something new, or for nothing",
    arguments: [
      "Write a function to add two numbers", "create a function that renames files",
      "Write a function to parse a list and sort it", "thanks", "", "hello there",
      "What is the weather?", "add error handling\n```python\nx = 1\n```",
    ])
  func others(text: String) throws { #expect(try !isFollowUp(text)) }

  @Test(
    "A table that was given is asked about again, and code that was made is gone on with",
    arguments: [
      ("And the median?", "text/x-csv"), ("plot it", "text/x-csv"),
      ("What about Rome?", "text/x-csv"),
      ("write a report about it", "text/markdown"), ("Write a function to add numbers", nil),
      ("thanks", nil),
    ])
  func data(text: String, mediaType: String?) throws {
    let rule = FollowUp(
      vocabulary: CardVocabulary(cards: try [.writer(), .reviewer(), .analyst(), .reporter()]))
    var context = ConversationContext()
    func part(_ type: String) -> ConversationContext.Material {
      .init(task: TaskID("t"), artifact: nil, part: Part(text: "x", mediaType: type))
    }
    context.data = part("text/x-csv")
    context.material = part("text/markdown")
    let request = RequestText(Message(parts: [Part(text: text)]))
    #expect(rule.material(for: request, in: context)?.part.mediaType == mediaType)
    context.material = part("text/x-python")
    #expect(rule.material(for: request, in: context)?.part.mediaType != "text/x-csv")
  }

  @Test(
    "Another document of what was made, and nothing new",
    arguments: [
      ("and a report", true), ("now write a report", true), ("a report", false),
      ("and write a function to add numbers", false), ("and thanks", false),
    ])
  func more(text: String, isOfMade: Bool) throws {
    let rule = FollowUp(
      vocabulary: CardVocabulary(cards: try [.writer(), .reviewer(), .reporter()]))
    var context = ConversationContext()
    context.material = .init(
      task: TaskID("t"), artifact: nil, part: Part(text: "x", mediaType: "text/x-python"))
    let found = rule.material(for: RequestText(Message(parts: [Part(text: text)])), in: context)
    #expect((found != nil) == isOfMade)
  }

  @Test("Code behind a document is gone on with where a change of code is asked for")
  func code() throws {
    let rule = FollowUp(
      vocabulary: CardVocabulary(cards: try [.writer(), .reviewer(), .packager(), .reporter()]))
    var context = ConversationContext()
    func part(_ type: String) -> ConversationContext.Material {
      .init(task: TaskID("t"), artifact: nil, part: Part(text: "x", mediaType: type))
    }
    context.material = part("text/markdown")
    context.code = part("text/x-python")
    func mediaType(for text: String) -> String? {
      rule.material(for: RequestText(Message(parts: [Part(text: text)])), in: context)?.part
        .mediaType
    }
    #expect(mediaType(for: "review the code") == "text/x-python")
    #expect(mediaType(for: "make it shorter") == "text/markdown")
    #expect(mediaType(for: "Write a function to add numbers") == nil)
  }

  @Test(
    "Another document of a text is made of the text, and not of the document before",
    arguments: [
      ("and now write a report", "text/plain"), ("write a report of it", "text/plain"),
      ("write a shorter report of it", "text/markdown"), ("translate it", "text/markdown"),
      ("Write a function to add numbers", nil),
      ("write a report about whales", nil),
    ])
  func text(request: String, mediaType: String?) throws {
    let rule = FollowUp(
      vocabulary: CardVocabulary(cards: try [.writer(), .reviewer(), .reporter()]))
    var context = ConversationContext()
    context.text = .init(task: TaskID("t"), artifact: nil, part: Part(text: "x"))
    context.material = .init(
      task: TaskID("t"), artifact: "a", part: Part(text: "x", mediaType: "text/markdown"))
    let request = RequestText(Message(parts: [Part(text: request)]))
    #expect(rule.material(for: request, in: context)?.part.mediaType == mediaType)
  }

  @Test("What is gone on with is the first thing that the last step made")
  func material() {
    func made(_ step: Int, _ id: String, _ type: String, _ text: String = "x") -> StepArtifact {
      StepArtifact(
        step: step,
        artifact: Artifact(id: id, name: id, parts: [Part(text: text, mediaType: type)]))
    }
    let task = TaskID("t")
    let steps = [
      made(1, "draft", "text/x-python"), made(2, "module", "text/x-python"),
      made(2, "report", "text/markdown"),
    ]
    #expect(ConversationContext.product(of: steps.map(\.summary))?.id == "module")
    #expect(ConversationContext.product(of: []) == nil)
    #expect(
      ConversationContext.material(task: task, artifact: steps[0].artifact)?.artifact == "draft")
    #expect(
      ConversationContext.material(task: task, artifact: made(1, "said", "text/plain").artifact)
        == nil)
    let large = made(
      1, "big", "text/x-python",
      String(repeating: "x", count: ConversationContext.maximumMaterialBytes + 1))
    #expect(ConversationContext.product(of: [large.summary]) == nil)
    #expect(ConversationContext.material(task: task, artifact: large.artifact) == nil)
  }
}
