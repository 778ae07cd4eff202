import HermesContract
import Testing

@testable import HermesOrchestration

/// Each of these took seconds of processor time, and more with every line; a bound is what ends them.
@Suite(.timeLimit(.minutes(1)))
struct HostileRequestTests {
  @Test(
    "Text that looks like the beginning of data is read in a short time",
    arguments: ["[\n", "[]\n", "{}\nx\n", "[]]\n", "{\n", "a,b\n", "|-\n", "```\n", "def f(:\n"])
  func lines(line: String) {
    let text = String(repeating: line, count: (16 << 10) / line.utf8.count)
    #expect(RequestText(Message(parts: [Part(text: text)])).code.count <= 16 << 10)
    #expect(RequestText(Message(parts: [Part(text: "```\n" + text)])).code.count > 0)
  }

  @Test(
    "A line of many ends of sentences above two rows is read in a short time",
    arguments: ["a?", "a! ", "a b: ", "a b c. ", "a?b,c;d|e "])
  func ends(piece: String) {
    for bytes in [2 << 10, 128 << 10] {
      let line = String(repeating: piece, count: bytes / piece.utf8.count)
      for rows in ["x\ny\n", "1,2\n3,4\n", line + "\n" + line + "\n"] {
        let text = line + "\n" + rows
        #expect(RequestText(Message(parts: [Part(text: text)])).code.count <= 1)
      }
    }
  }

  @Test(
    "Words that begin wishes over and over make no more than some",
    arguments: ["can you ", "and ", "write a function and ", "please email it. ", "in python "])
  func words(phrase: String) throws {
    let text = String(repeating: phrase, count: (16 << 10) / phrase.utf8.count)
    let parser = IntentParser(cards: [try .writer(), try .reviewer(), try .reporter()])
    #expect(parser.parse(RequestText(Message(parts: [Part(text: text)]))).wishes.count <= 16)
  }
}
