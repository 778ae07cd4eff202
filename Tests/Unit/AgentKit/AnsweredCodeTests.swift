import Testing

@testable import AgentKit

struct AnsweredCodeTests {
  private static let module = "def f(a):\n    return a\n"

  private static func code(in answer: String) -> String {
    var reader = AnsweredCode()
    var code = ""
    func take(_ found: [AnsweredCode.Found]) {
      for each in found {
        switch each {
        case .code(let text): code += text
        case .again: code = ""
        }
      }
    }
    var rest = Substring(answer)
    while !rest.isEmpty {
      let line = rest.prefix { $0 != "\n" }
      take(reader.accept(rest.count > line.count ? line + "\n" : String(line)))
      rest = rest.dropFirst(line.count + 1)
    }
    take(reader.finish())
    return code
  }

  @Test(
    "The module is found in whatever stands around it",
    arguments: [
      "```python\n\(module)```", "```\n\(module)```\n", "~~~py\n\(module)~~~",
      "````python3\n\(module)````\n",
      "```python\n\(module)", "```{.python}\n\(module)```",
      "```Python title=\"f.py\"\n\(module)```",
      "```f.py\n\(module)```", module, "Sure, here it is:\n\n\(module)",
      "Sure!\n\n\(module)\nThis function returns its argument.\n",
      "Here:\n\n\(module)\n**Explanation:** it returns a.", "Here:\n\n\(module)\n- It is short.",
      "Here:\n\n\(module)\nIf you want more, ask.\n",
      // Another language first, or only a note of how it is used.
      "Install it:\n```bash\npip install f\n```\nThen:\n```python\n\(module)```",
      "```text\nnothing\n```\n\n```python\n\(module)```\n\n```python\nprint(f(1))\n```",
      "```\npip install f\n```\n\n```python\n\(module)```", "```\n$ f\n```\n```\n\(module)```",
      "```python\nprint(f(1))\n```\nwith\n```python\n\(module)```",
      "import f\n\nis what you write; the module:\n```python\n\(module)```",
      "1. The module:\n\n   ```python\n   def f(a):\n       return a\n   ```\n\n2. Done.",
      "Use `f` as in ```f(1)``` here:\n```python\n\(module)```",
      "# The module\n\nIt returns its argument.\n\n```python\n\(module)```",
    ])
  func found(answer: String) {
    #expect(Self.code(in: answer) == Self.module)
  }

  @Test(
    "Code is taken whole",
    arguments: [
      "# A comment\n\nimport os\n\n\n\(module)", "LIMIT = 3\n\n\(module)", "@cache\n\(module)",
      "\"\"\"A module.\n\nThis is about it.\nIf you like it, say so.\n\"\"\"\n\n\(module)",
      "def f(\n    a,\n    b,\n):\n    return [\na\n]\n",
      "from a import (\n    b,\n)\n\nclass C:\n    x = 1\n",
      "def f():\n    return 'it''s'\n\n\nif __name__ == \"__main__\":\n    print(f())\n",
      "x = 1 + \\\n2\n\(module)",
    ])
  func whole(code: String) {
    #expect(Self.code(in: code) == code)
    #expect(Self.code(in: "```python\n\(code)```\n") == code)
    #expect(Self.code(in: "Of course:\n\n\(code)\nThat is all of it.\n") == code)
  }

  @Test(
    "Where there is none, nothing is made up",
    arguments: [
      "I can not write that, sorry.", "", "```bash\npip install f\n```",
      "# Sorry\n\nNo code today.",
      "Import the module first.", "from here on it gets hard.",
    ])
  func none(answer: String) {
    #expect(Self.code(in: answer).isEmpty)
  }

  @Test("A block of no language that looks like nothing is taken for want of a better one")
  func candidate() {
    #expect(Self.code(in: "```\nHere you are\n```\n") == "Here you are\n")
  }
}
