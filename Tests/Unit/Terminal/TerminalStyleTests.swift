import HermesTerminal
import Testing

struct TerminalStyleTests {
  private static func style(
    _ environment: [String: String], isTerminal: Bool = true, columns: Int? = 90
  ) -> TerminalStyle {
    var all = ["TERM": "xterm", "LANG": "en_US.UTF-8"]
    all.merge(environment) { $1 }
    return TerminalStyle(isTerminal: isTerminal, columns: columns, environment: all)
  }

  @Test("A terminal that can, draws; a pipe is plain and not wrapped")
  func usual() {
    let terminal = Self.style([:])
    #expect(terminal.isLive && terminal.isUnicode && terminal.width == 90)
    let pipe = Self.style([:], isTerminal: false)
    #expect(!pipe.isLive && pipe.isUnicode && pipe.width == nil)
    #expect(Self.style([:], columns: nil).width == 80 && Self.style([:], columns: 3).width == 20)
  }

  @Test(
    "No escape sequences for TERM=dumb and NO_COLOR, nothing beyond ASCII without UTF-8",
    arguments: [
      (["TERM": "dumb"], false, false), (["TERM": ""], false, true),
      (["NO_COLOR": "1"], false, true),
      (["NO_COLOR": ""], true, true), (["LC_ALL": "C"], true, false), (["LANG": ""], true, false),
      (["LANG": "C", "LC_CTYPE": "C.utf8"], true, true),
      (["LC_ALL": "de_DE.ISO-8859-1"], true, false),
    ])
  func plain(environment: [String: String], isLive: Bool, isUnicode: Bool) {
    let style = Self.style(environment)
    #expect(style.isLive == isLive && style.isUnicode == isUnicode)
    #expect(style.painted("x", as: .bold).contains("\u{1B}") == isLive)
    #expect(style.ruleLine("a.py").utf8.allSatisfy { $0 < 0x80 } != isUnicode)
  }

  @Test("A cut text fits, whatever its characters take")
  func cut() {
    #expect(Self.style([:]).cut("hermes", to: 6) == "hermes")
    #expect(Self.style([:]).cut("hermes", to: 5) == "herm…")
    #expect(Self.style(["LC_ALL": "C"]).cut("hermes", to: 5) == "he...")
    #expect(Self.style([:]).cut("日本語です", to: 6) == "日本…")
  }

  @Test(
    "Columns",
    arguments: [
      ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("✅", 2), ("▶️", 2), ("▶", 1), ("👩‍👩‍👧", 2),
      ("\u{1B}[2mdim\u{1B}[0m", 3), ("", 0), ("─█░…", 4),
    ])
  func columns(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  @Test("Words are not broken, and lines that go on are indented")
  func wrapped() {
    #expect(WrappedText.lines("a b", width: nil) == ["a b"])
    #expect(WrappedText.lines("one two three", width: 8, indent: 2) == ["one two", "  three"])
    #expect(WrappedText.lines("  one two", width: 6, indent: 2) == ["  one", "  two"])
    #expect(WrappedText.lines("x 0123456789 y", width: 5) == ["x", "0123456789", "y"])
  }

  @Test("One is one", arguments: [(0, "0 steps"), (1, "1 step"), (2, "2 steps")])
  func counts(number: Int, text: String) {
    #expect(Count.of(number, noun: "step") == text)
  }

  @Test(
    "Sizes",
    arguments: [(1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (1_250_000, "1.3 MB")])
  func sizes(number: Int, text: String) {
    #expect(Count.bytes(number) == text)
  }

  @Test("Columns of a table go by what is seen")
  func table() {
    #expect(
      AlignedColumns.lines([["日本", "x"], ["a", "y"], ["b", ""]]) == ["日本  x", "a     y", "b"])
  }
}
