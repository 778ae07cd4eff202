import Testing

@testable import HermesOrchestration

@Suite(.timeLimit(.minutes(1)))
struct MarkdownTableTests {
  private func csv(_ text: String) -> [String] {
    MarkdownTable.csv(text.lines[...]).map(String.init)
  }

  @Test("A table becomes CSV; a bar behind a backslash is a bar of its cell")
  func cells() {
    #expect(
      csv("| a | b |\n|---|---|\n| 1 | x\\|y |\n2 | \"z\", é") == [
        "a,b", "1,x|y", "2,\"\"\"z\"\", é\"",
      ])
  }

  @Test("A long cell of escaped bars takes time in proportion to its length")
  func longCell() {
    let count = 400_000
    let rows = csv("a|b\n-|-\nc|" + String(repeating: "\\|", count: count))
    #expect(rows.last?.utf8.count == count + 2)
  }
}
