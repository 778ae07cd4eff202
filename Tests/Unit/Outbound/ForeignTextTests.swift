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

  @Test("A secret is masked before the text is cut, wherever it stands")
  func beginnings() {
    let secret = "sk-0123456789abcdefghij"
    for length in 0...100 {
      let text = String(repeating: "x", count: length) + secret + " and more"
      let shown = ForeignText.beginning(of: Array(text.utf8), without: secret)
      #expect(shown.count <= 80 && !shown.contains("sk-0"), "\(length)")
    }
    #expect(ForeignText.beginning(of: Array("{} ".utf8), without: secret) == "{} ")
  }
}
