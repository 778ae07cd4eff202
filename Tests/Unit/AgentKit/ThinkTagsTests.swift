import Testing

@testable import AgentKit

struct ThinkTagsTests {
  /// Text, reasoning, and what was text before it turned out to be a thought.
  private static func read(_ text: String, size: Int) -> [String] {
    var tags = ThinkTags()
    var parts: [ThinkTags.Part] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      parts += tags.accept(String(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    parts += tags.finish()
    var (said, thought, undone) = ("", "", "")
    for part in parts {
      switch part {
      case .text(let text): said += text
      case .reasoning(let text): thought += text
      case .onlyThoughtSoFar: (undone, said) = (said, "")
      }
    }
    return [said, thought, undone]
  }

  @Test(
    "Thoughts are told from the answer, wherever the text is cut",
    arguments: [
      ("answer", ["answer", "", ""]), ("<think>hm</think>answer", ["answer", "hm", ""]),
      (" \n<think>a </thin b</think>answer", ["answer", "a </thin b", ""]),
      ("<think>cut off", ["", "cut off", ""]), ("<thin", ["<thin", "", ""]),
      ("hm\n</think>\n\nanswer", ["\n\nanswer", "", "hm\n"]),
      ("</think>answer", ["answer", "", ""]),
      ("a < b </thin", ["a < b </thin", "", ""]),
      ("strip <think> and </think>", ["strip <think> and </think>", "", ""]),
      ("hm</think>strip </think>", ["strip </think>", "", "hm"]),
      ("<think>hm</think>strip </think>", ["strip </think>", "hm", ""]),
      ("größer</think>\u{301}x", ["\u{301}x", "", "größer"]),
    ])
  func cuts(text: String, wanted: [String]) {
    for size in 1...text.count {
      let read = Self.read(text, size: size).map { Array($0.utf8) }
      #expect(read == wanted.map { Array($0.utf8) }, "in pieces of \(size)")
    }
  }
}
