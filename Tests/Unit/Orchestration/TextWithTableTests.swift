import HermesContract
import Testing

@testable import HermesOrchestration

struct TextWithTableTests {
  private static let table = "| name | minutes |\n|---|---|\n| Ann | 30 |\n| Bob | 50 |\n"
  private static let prose = """
    # Club runs

    On Sunday the club met at the lake. Everybody ran as far as they liked, and the weather was good.


    """

  private func code(_ words: String, _ text: String, _ name: String, _ type: String) -> [Part] {
    let file = Part(text: text, mediaType: type, filename: name)
    return RequestText(Message(parts: [Part(text: words), file])).code
  }

  @Test(
    "What asks for the table of a text gets the table",
    arguments: [
      ("average minutes", "# Club runs\n\n" + table), ("average minutes", prose + table),
      ("Who ran the most minutes?", prose + table), ("sort the table by name", prose + table),
      ("Tell me about Ann", "Runs of May\n" + table),
      ("total b", "Two columns\n\na,b\n1,2\n3,4\n"),
    ])
  func asTable(words: String, text: String) {
    for (name, type) in [("runs.md", "text/markdown"), ("runs.txt", Part.plainText)] {
      let code = code(words, text, name, type)
      #expect(code.map(\.mediaType) == ["text/x-csv"])
      #expect(code.map(\.filename) == ["runs.csv"])
      #expect(code.first.map { !$0.text.contains("Runs") && !$0.text.contains("#") } == true)
    }
  }

  @Test(
    "What asks for the text gets the text",
    arguments: [
      ("Summarise this", "# Club runs\n\n" + table), ("Proofread it", prose + table),
      ("What is it about?", prose + table), ("Translate the name column", prose + table),
      ("", "# Club runs\n\n" + table), ("average minutes", "```\n" + table + "```\n" + prose),
    ])
  func asText(words: String, text: String) {
    #expect(code(words, text, "runs.md", "text/markdown").map(\.mediaType) == ["text/markdown"])
  }

  @Test("A title above a table that is pasted is no wish")
  func title() {
    let request = RequestText(
      Message(parts: [Part(text: "average minutes\n\n# Club runs\n\n" + Self.table)]))
    #expect(request.prose.trimmed == "average minutes")
  }
}
