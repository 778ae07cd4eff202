import HermesContract
import Testing

@testable import HermesOrchestration

struct IntentParserTests {
  private func parse(_ text: String, _ cards: [AgentCard]? = nil) throws -> Intent {
    let cards = try cards ?? [.writer(), .reviewer(), .packager(), .translator()]
    return IntentParser(cards: cards).parse(RequestText(Message(parts: [Part(text: text)])))
  }

  @Test("The quick start's request asks for code in Python")
  func seed() throws {
    let intent = try parse("Write a Python function to calculate fibonacci numbers")
    #expect(intent.category == "code_generation")
    #expect(intent.capabilities == ["code_write", "python"])
    #expect(
      intent.entities["language"] == "python"
        && intent.entities["subject"]?.contains("fibonacci") == true)
    #expect(intent.parser == "lexical" && intent.confidence > 0.5)
    #expect((0...1).contains(intent.complexity))
  }

  @Test(
    "A request's words choose category and capabilities",
    arguments: [
      ("Review my code\n```py\nx = 1\n```", "code_review", ["code_review", "python"]),
      ("create a function", "code_generation", ["code_write", "python"]),
      ("checking functions\n```py\nx = 1\n```", "code_review", ["code_review", "python"]),
      (
        "Write a program as a command-line script", "script_writing",
        ["code_write", "script", "python"]
      ),
      ("I need a translation", "general", ["translation"]),
      ("text summary please", "general", ["text-summary"]),
      ("Write a Rust function", "code_generation", ["code_write", "rust"]),
    ] as [(String, String, [String])])
  func capabilities(text: String, category: String, capabilities: [String]) throws {
    let intent = try parse(text)
    #expect(intent.category == category)
    #expect(intent.capabilities == capabilities)
  }

  @Test(
    "What no loaded agent does is understood all the same",
    arguments: [
      ("Book a flight to Oslo", "travel"), ("What is the weather?", "weather"),
      ("Buy me a shoe", "shopping"),
      ("", "unknown"), ("xyzzy", "unknown"),
    ])
  func unknown(text: String, category: String) throws {
    let intent = try parse(text)
    #expect(intent.category == category && intent.capabilities.isEmpty && intent.confidence == 0)
  }

  @Test(
    "The language of given code belongs to the wish about code, and a question is a wish beside another"
  )
  func languageOfWish() throws {
    let cards = try [AgentCard.reviewer(), .reporter(), .analyst()]
    func wishes(_ text: String, _ files: [(String, String)]) -> [[String]] {
      let parts = files.map { Part(text: "x = 1", mediaType: $1, filename: $0) }
      let request = RequestText(Message(parts: [Part(text: text)] + parts))
      return IntentParser(cards: cards).parse(request).wishes.map(\.capabilities)
    }
    #expect(
      wishes("Write a report and review the code", [("a.py", "text/x-python")])
        == [["document_write"], ["code_review", "python"]])
    #expect(
      wishes("How many rows are there, and write a report", [("a.csv", "text/csv")])
        == [["data_analysis"], ["document_write"]])
  }

  @Test("The language of given code counts as if it was named")
  func codeLanguage() throws {
    #expect(try parse("check this function\n```\nimport os\n```").entities["language"] == "python")
  }

  @Test("Without agents there is still an answer")
  func noAgents() throws {
    #expect(try parse("Write a Python function", []).capabilities.isEmpty)
  }

  @Test("Words inside code are not wishes")
  func codeIsNoWish() throws {
    #expect(try parse("hello\n```\nwrite a function script\n```").capabilities.isEmpty)
  }

  @Test(
    "Whatever the request, complexity and confidence are between 0 and 1 and the JSON is read again",
    arguments: 0..<100)
  func randomText(seed: Int) throws {
    var generator = Seeded(UInt64(seed))
    let pieces = [
      "write", "python", "function", "and", "then", "```", "\n", "script", "é", "🙂", "c++",
      "review", "in c", "%", "\0",
    ]
    let text = (0..<Int.random(in: 0...200, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined(separator: " ")
    let intent = try parse(text)
    #expect((0...1).contains(intent.complexity) && (0...1).contains(intent.confidence))
    #expect(Intent(json: intent.json) == intent)
  }

  @Test(
    "Phrases for the whole request count where it is nothing else, whatever stands between them",
    arguments: [
      ("Hello", true), ("hello, what can you do?", true), ("What can you do? Hello!", true),
      ("helo", true), ("Hello world", false), ("hello, write a function", false),
      ("what can you", false), ("", false), ("Hello\n```py\nx = 1\n```", false),
    ])
  func alone(text: String, isMatched: Bool) throws {
    let guide = try AgentCard.sample(
      "Answerer", skill: "answer", takes: ["text/plain"], gives: ["text/plain"],
      category: "general",
      capabilities: [
        Capability(name: "chat", verbs: [], objects: [], alone: ["hello", "what can you do"])
      ])
    let intent = try parse(text, [.writer(), .reviewer(), guide])
    #expect(intent.capabilities.contains("chat") == isMatched)
    #expect((intent.category == "general") == isMatched)
  }
}
