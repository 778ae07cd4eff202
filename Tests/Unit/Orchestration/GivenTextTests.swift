import HermesContract
import Testing

@testable import HermesOrchestration

struct GivenTextTests {
  private static let story =
    "The old mill stood by the brook. It ground corn for a century.\n\nToday it is a museum."

  @Test(
    "Running text behind or below words that point at it is material, with any line ends",
    arguments: ["\n", "\r\n"])
  func given(lineEnd: String) {
    for lead in ["Summarize this text:", "Write a report about this", "Here are my notes:"] {
      let text = (lead + "\n\n" + Self.story).replacing("\n", with: lineEnd)
      let found = GivenText.found(in: text.lines)
      #expect(found?.lead == lead && found?.text == Self.story, "\(lead)")
      #expect(found?.mediaType == "text/plain")
    }
    let inLine = GivenText.found(in: ("Summarise this text: " + Self.story).lines)
    #expect(inLine?.lead == "Summarise this text" && inLine?.text == Self.story)
    let plain = GivenText.found(in: ("Summarise: " + Self.story).lines)
    #expect(plain?.lead == "Summarise this text" && plain?.text == Self.story)
    let behind = GivenText.found(in: ("Please shorten the following text. " + Self.story).lines)
    #expect(behind?.lead == "Please shorten the following text" && behind?.text == Self.story)
    let short = GivenText.found(in: ("Shorten to ten words: " + Self.story).lines)
    #expect(short?.lead == "Shorten to ten words" && short?.text == Self.story)
    let markdown = GivenText.found(
      in: "Make an outline of this\n\n# Mill\n\nOld.\n\n## Today\n".lines)
    #expect(markdown?.mediaType == "text/markdown")
  }

  @Test(
    "A list of things to do, a description and a request alone are none",
    arguments: [
      "Please do the following:\n\n- write a function\n- write a poem",
      "Write a function that does this:\n\nIt takes a string and reverses it.",
      "Write a function to sort a list.\n\nIt should be fast. It should be short.",
      "Summarise this text", "Convert this: 5 km", "", "Note: it is late",
    ])
  func said(text: String) {
    #expect(GivenText.found(in: text.lines) == nil)
  }

  @Test("A request keeps its words, and the text becomes a part of its own")
  func request() {
    let request = RequestText(
      Message(parts: [Part(text: "Summarize this text:\n\n" + Self.story)]))
    #expect(request.prose == "Summarize this text:\n")
    #expect(request.code.map(\.text) == [Self.story + "\n"])
    #expect(request.code.map(\.filename) == ["text.txt"])
  }
}
