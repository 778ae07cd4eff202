import HermesContract
import Testing

struct IdentifierTests {
  @Test("An id is kept as it is", arguments: ["0f3A", "a-b.c_d", "operator", ""])
  func plain(text: String) { #expect(TaskID(text).text == text) }

  @Test(
    "What no id has in it is written in another way, and names nothing else",
    arguments: ["t\0", "t\0a", "\0t", "t\n", "t\"", "t%00", "té", "t/..", "t "])
  func foreign(text: String) {
    let id = TaskID(text)
    #expect(id != TaskID("t") && id.text.hasPrefix("t") == text.hasPrefix("t"))
    #expect(id.text.utf8.allSatisfy { (0x25...0x7A).contains($0) } && !id.text.contains("/"))
    #expect(id == TaskID(text))
  }

  @Test("Texts that differ are ids that differ")
  func distinct() {
    let texts = ["t", "t\0", "t%00", "t%2500", "t\0\0", "t\n", "t%0A"]
    #expect(Set(texts.map { TaskID($0) }).count == texts.count)
  }
}
