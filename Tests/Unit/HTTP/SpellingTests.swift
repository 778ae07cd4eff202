import Testing

@testable import HermesHTTP

struct SpellingTests {
  @Test(
    "The distance is the number of single-letter edits, in both directions",
    arguments: [
      ("", "", 0), ("a", "", 1), ("query", "query", 0), ("qury", "query", 1), ("qeury", "query", 2),
      ("kitten", "sitting", 3), ("flaw", "lawn", 2), ("abc", "xyz", 3),
    ])
  func distance(left: String, right: String, edits: Int) {
    #expect(Spelling.distance(left, right) == edits && Spelling.distance(right, left) == edits)
  }

  @Test("A very long name is answered as well")
  func long() {
    #expect(Spelling.distance(String(repeating: "a", count: 1_000_000), "query") == 64)
  }
}
