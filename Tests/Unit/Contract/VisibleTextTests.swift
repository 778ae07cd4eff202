import HermesContract
import Testing

struct VisibleTextTests {
  @Test(
    "What moves a cursor or reorders text is written out",
    arguments: [
      ("\u{1B}[2J", "\\u001b[2J"), ("a\u{8}b", "a\\u0008b"), ("\u{9B}1m", "\\u009b1m"),
      ("\u{7F}", "\\u007f"),
      ("user\u{202E}nimda", "user\\u202enimda"), ("\u{2066}x\u{2069}", "\\u2066x\\u2069"),
      ("\u{200F}\u{61C}", "\\u200f\\u061c"), ("\r", "\\u000d"), ("\0", "\\u0000"),
    ])
  func hidden(text: String, shown: String) {
    #expect(VisibleText.lines(text) == shown && VisibleText.line(text) == shown)
  }

  @Test("Everything else is left, line breaks and tabs only where several lines are meant")
  func visible() {
    for text in ["", "plain", "é 中 🧠 👩‍👩‍👧", "עברית العربية"] {
      #expect(VisibleText.lines(text) == text && VisibleText.line(text) == text)
    }
    #expect(
      VisibleText.lines("a\n\tb") == "a\n\tb" && VisibleText.line("a\n\tb") == "a\\u000a\\u0009b")
  }

  @Test("JSON means the same afterwards")
  func json() throws {
    let value: JSONValue = ["a\u{202E}": "b\u{9B}\u{2028}\u{7F}"]
    #expect(try JSONParser.parse(VisibleText.lines(JSONWriter.text(value)).utf8) == value)
  }
}
