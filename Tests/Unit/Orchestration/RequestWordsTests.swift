import Testing

@testable import HermesOrchestration

struct RequestWordsTests {
  private func texts(_ text: String, files: [String]) -> [String] {
    RequestWords(text, files: files).words.map(\.text)
  }

  @Test("The name of a file that is given stands for it, and other names do not")
  func files() {
    let said = texts("Rename a in python.py and in my_python.py", files: ["python.py"])
    #expect(said == ["rename", "a", "in", "it", "and", "in", "my_python", "py"])
    let other = texts("python.pyc", files: ["python.py"])
    #expect(other == ["python", "pyc"])
    let short = texts("a", files: ["", "a"])
    #expect(short == ["a"])
  }

  @Test("The text of a wish keeps the name of the file")
  func text() {
    let words = RequestWords("Review python.py.", files: ["python.py"])
    let text = words.text(of: 0..<words.words.count)
    #expect(text == "Review python.py.")
  }
}
