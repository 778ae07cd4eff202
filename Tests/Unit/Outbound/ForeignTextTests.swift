import HermesOutbound
import Testing

struct ForeignTextTests {
  @Test(
    "A secret is taken out however it is repeated",
    arguments: [
      ("a sk-secret b", "a *** b"), ("sk-secretsk-secret", "******"), ("SK-Secret", "***"),
      ("sk-secret\u{301}", "***\u{301}"), ("\u{600}sk-secret", "\u{600}***"),
      ("sk-secre", "sk-secre"),
      ("é🙂sk-secret🙂", "é🙂***🙂"), ("", ""),
    ])
  func masked(text: String, expected: String) {
    let shown = ForeignText.masked(text, without: "sk-secret")
    #expect(Array(shown.utf8) == Array(expected.utf8))
    #expect(ForeignText.masked(text, without: "") == text)
  }
}
