import HermesContract
import HermesTerminal
import Testing

struct TaskResultsTests {
  private static func step(_ number: Int, _ needs: [Int], wishes: [Int] = []) -> JSONValue {
    func list(_ numbers: [Int]) -> JSONValue { .array(numbers.map { .int(Int64($0)) }) }
    return [
      "step_number": .int(Int64(number)), "depends_on": list(needs), "wishes": list(wishes),
    ]
  }

  private static func artifact(_ name: String, _ step: Int, _ type: String = "text/markdown")
    -> JSONValue
  {
    [
      "name": .string(name), "step_number": .int(Int64(step)), "media_type": .string(type),
      "bytes": 3,
      "href": .string("/api/v1/tasks/t/artifacts/\(step)-\(name)"),
    ]
  }

  private static func results(_ steps: [JSONValue], _ artifacts: [JSONValue]) -> TaskResults {
    TaskResults(["plan": ["steps": .array(steps)], "artifacts": .array(artifacts)])
  }

  @Test("A module that was reviewed is one result, and the answer is the reviewed one")
  func reviewed() {
    let results = Self.results(
      [Self.step(1, []), Self.step(2, [1])],
      [Self.artifact("m.py", 1), Self.artifact("m.py", 2), Self.artifact("review.md", 2)])
    #expect(results.artifacts.map { "\($0.step) \($0.name)" } == ["2 m.py", "2 review.md"])
    #expect(results.answers.map { "\($0.step) \($0.name)" } == ["2 m.py"])
  }

  @Test("Each wish has its answer, also one whose module another step takes further")
  func wishes() {
    let results = Self.results(
      [
        Self.step(1, [], wishes: [1]), Self.step(2, [1], wishes: [1]),
        Self.step(3, [2], wishes: [2]),
      ],
      [Self.artifact("m.py", 1), Self.artifact("m.py", 2), Self.artifact("README.md", 3)])
    #expect(results.answers.map(\.name) == ["m.py", "README.md"])
    #expect(results.answers.map(\.step) == [2, 3])
  }

  @Test(
    "Of a wish that failed at its end the answer is what was made before; two of one name are two")
  func partly() {
    let steps = [
      Self.step(1, [], wishes: [1]), Self.step(2, [], wishes: [2]), Self.step(3, [2], wishes: [2]),
    ]
    let results = Self.results(steps, [Self.artifact("m.py", 1), Self.artifact("m.py", 2)])
    #expect(results.artifacts.map(\.step) == [1, 2] && results.answers.map(\.step) == [1, 2])
  }

  @Test("Without wishes the ends of the plan answer, without a plan the last step")
  func ends() {
    let artifacts = [
      Self.artifact("a.md", 1), Self.artifact("b.svg", 1, "image/svg+xml"),
      Self.artifact("c.md", 2),
    ]
    #expect(
      Self.results([Self.step(1, []), Self.step(2, [])], artifacts).answers.map(\.name) == [
        "a.md", "c.md",
      ])
    #expect(Self.results([], artifacts).answers.map(\.name) == ["c.md"])
    #expect(Self.results([], artifacts).artifacts.map(\.isText) == [true, false, true])
    #expect(Self.results([], []).answers.isEmpty)
  }

  @Test("A link that leads elsewhere is not followed", arguments: ["http://x/", "//x/y", "x"])
  func links(href: String) {
    #expect(
      Self.results([], [["name": "a", "step_number": 1, "href": .string(href)]]).artifacts.isEmpty)
  }

  @Test(
    "Names of files stay in their folder",
    arguments: [
      ("fibonacci.py", "fibonacci.py"), ("../../etc/passwd", "passwd"), ("a\\b.txt", "b.txt"),
      ("/", "artifact"), ("", "artifact"), ("..", "artifact"), (".bashrc", "bashrc"), ("-rf", "rf"),
      ("a b\u{0}\n.md", "a_b__.md"), ("Größe.csv", "Größe.csv"), ("\u{202E}gpj.exe", "_gpj.exe"),
    ])
  func fileNames(name: String, file: String) {
    var names = ArtifactFileNames()
    #expect(names.nextName(for: name) == file)
  }

  @Test("No two artifacts get one file, also where case makes no difference; long names are cut")
  func distinct() {
    var names = ArtifactFileNames()
    #expect(
      ["m.py", "M.py", "x/m.py", "noend", "noend"].map { names.nextName(for: $0) }
        == ["m.py", "M-2.py", "m-3.py", "noend", "noend-2"])
    #expect(names.nextName(for: String(repeating: "é", count: 5000)).utf8.count <= 255)
  }
}
