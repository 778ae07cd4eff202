import Testing

@testable import HermesOrchestration

struct WordsTests {
  @Test(
    "Forms of a word are the same word",
    arguments: [
      ("Functions", "function"), ("calculating", "calculate"), ("calculated", "calculates"),
      ("libraries", "library"), ("Classes", "class"), ("writes", "WRITE"), ("tests", "testing"),
    ])
  func stems(left: String, right: String) { #expect(Words(left).contains(right)) }

  @Test("Phrases are found where their words stand in a row")
  func phrases() {
    let words = Words("Please write a command-line tool, in C++ (or C#).")
    for phrase in ["command line", "command_line", "write a command", "c++", "c#", "please"] {
      #expect(words.contains(phrase))
    }
    for phrase in ["line command", "write command", "c", "", "tool in c++ or c# and"] {
      #expect(!words.contains(phrase))
    }
  }

  @Test("Text without words contains nothing", arguments: ["", "   ", "!?.,", "🙂"])
  func nothing(text: String) {
    #expect(!Words(text).contains("a") && !Words(text).contains(""))
  }

  @Test("A word within a word is not found")
  func whole() {
    #expect(!Words("typescript").contains("script") && !Words("prescription").contains("script"))
  }
}
