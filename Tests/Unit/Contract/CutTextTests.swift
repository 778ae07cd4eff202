import HermesContract
import Testing

struct CutTextTests {
  @Test(
    "What is too long is cut between two scalars, within its bytes, and says so",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc…"), ("", 3, ""), ("abcd", 3, "…"),
      ("aéé", 5, "aéé"), ("aééé", 6, "aé…"), ("a😀😀", 9, "a😀😀"), ("a😀😀", 8, "a😀…"),
      ("😀😀", 7, "😀…"), ("😀😀", 6, "…"),
    ])
  func cut(text: String, bytes: Int, expected: String) {
    #expect(text.cut(toBytes: bytes) == expected)
  }

  @Test("An error has a bound, whoever wrote it")
  func error() {
    let error = HermesError(
      ofAgent: String(repeating: "c", count: 1 << 20), String(repeating: "e\u{301}", count: 1 << 20)
    )
    #expect(error.code.utf8.count == 64 && error.message.utf8.count <= 4096)
    #expect(error.message.hasSuffix("…"))
    let short = HermesError(ofAgent: "code", "Say so.")
    #expect(short.code == "code" && short.message == "Say so.")
  }
}
