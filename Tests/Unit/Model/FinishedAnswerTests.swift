import HermesContract
import Testing

@testable import HermesModel

struct FinishedAnswerTests {
  private static func answer(_ text: String) -> ModelAnswer {
    var answer = ModelAnswer()
    answer.text = text
    return answer
  }

  @Test(
    "What a model thought is taken out of its text",
    arguments: [
      ("answer", "answer", ""), ("", "", ""),
      ("<think>hm</think>\n\nanswer", "answer", "hm"),
      ("\n <think>hm</think>answer", "answer", "hm"),
      ("hm\n</think>\n\nanswer", "answer", "hm\n"), ("</think>answer", "answer", ""),
      ("<think></think>answer", "answer", ""),
      // Cut off while it thought.
      ("<think>hm", "", "hm"),
      // Nothing but the end of a thought makes one of what is before.
      ("strip <think> and </think> tags", "strip <think> and </think> tags", ""),
      ("hm</think>strip <think> and </think>", "strip <think> and </think>", "hm"),
      ("a </thin> b", "a </thin> b", ""),
      ("hm</think>\u{301}answer", "\u{301}answer", "hm"),
    ])
  func thoughts(text: String, wanted: String, reasoning: String) {
    let finished = Self.answer(text).withoutThoughts
    #expect(Array(finished.text.utf8) == Array(wanted.utf8) && finished.reasoning == reasoning)
  }

  @Test(
    "JSON is found in words and ``` lines, and left alone where there is nothing else",
    arguments: [
      (#"{"a": 1}"#, #"{"a": 1}"#), (" 7 ", " 7 "),
      ("```json\n{\"a\": 1}\n```", #"{"a": 1}"#),
      ("Here you are: {\"a\": {}} Enjoy.", #"{"a": {}}"#), ("It is [1, 2].", "[1, 2]"),
      ("No JSON here.", "No JSON here."), ("{nor} here", "{nor} here"), ("} {", "} {"),
    ])
  func json(text: String, wanted: String) {
    #expect(Self.answer(text).withBareJSON.text == wanted)
  }
}
