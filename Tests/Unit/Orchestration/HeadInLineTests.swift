import HermesContract
import Testing

@testable import HermesOrchestration

struct HeadInLineTests {
  private func request(_ text: String) -> RequestText {
    RequestText(Message(parts: [Part(text: text)]))
  }

  @Test(
    "The head of a table is told from the wish before it",
    arguments: [
      ("What is the average of b? a,b\n1,2\n3,4", "What is the average of b?", "a,b\n1,2\n3,4\n"),
      ("Please convert to JSON: a,b\n1,2\n3,4", "Please convert to JSON:", "a,b\n1,2\n3,4\n"),
      (
        "Turn this into markdown: name;amount\nTom;1.234,50 €\nTim;99,90 €",
        "Turn this into markdown:", "name;amount\nTom;1.234,50 €\nTim;99,90 €\n"
      ),
      ("Hi: what is it, in all? a\tb\n1\t2\n3\t4", "Hi: what is it, in all?", "a\tb\n1\t2\n3\t4\n"),
      ("Mean of b? |a|b|\n|---|---|\n|1|2|", "Mean of b?", "a,b\n1,2\n"),
    ])
  func wishBefore(text: String, prose: String, data: String) {
    let request = request(text)
    #expect(request.prose.trimmed == prose)
    #expect(request.code == [Part(text: data, mediaType: "text/x-csv")])
  }

  @Test(
    "Marks within a name part nothing",
    arguments: [
      "Net: EUR,b\n1,2\n3,4", "Temp. C,b\n1,2\n3,4", "In stock?,b\nyes,2\nno,4",
      "Rate: 5,b\n1,2\n3,4",
    ])
  func names(text: String) {
    #expect(HeadInLine.apart(text.lines) == text.lines)
  }
}
