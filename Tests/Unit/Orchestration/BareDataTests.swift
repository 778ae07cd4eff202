import HermesContract
import Testing

@testable import HermesOrchestration

struct BareDataTests {
  @Test(
    "Tables, JSON and JSON lines are found without marks, with any line ends",
    arguments: [
      ("a,b\n1,2\n3,4", "csv"), ("item,price\nlamp,\"$1,234.50\"\nchair,$89.00", "csv"),
      ("sep=;\nday;visits\n2026-06-01;10", "csv"), ("a;b;c\nx;y;z\nu;v;w", "csv"),
      ("name,city\nAnn,Graz\nBob,Linz", "csv"), ("item,amount\na,10\nb,n/a\nc,5 kg", "csv"),
      ("| a | b |\n|---|---|\n| 1 | 2 |", "markdown"), ("[{\"a\": 1},\n {\"a\": 2}]", "json"),
      ("{\"a\": 1}\n{\"a\": 2}", "ndjson"),
    ])
  func found(text: String, language: String) {
    for lineEnd in ["\n", "\r\n", "\r"] {
      let lines = ("Plot this\n\n" + text).replacing("\n", with: lineEnd).lines
      let found = BareData.first(in: lines)
      #expect(found?.language == language)
      #expect(found?.lines == 2..<lines.count, "\(text)")
    }
  }

  @Test(
    "A line that is said of a table is not its head",
    arguments: [
      ("Average, minimum, maximum of amount\nday,who,amount\nMo,Kern,12\nTu,Lutz,5", 1),
      ("Sort by score, highest first\nname,score\nIda,17\nJon,23", 1),
      ("Hello, I would like the mean salary, please\nname,team,salary\nAnn,IT,1\nBob,HR,2", 1),
      ("name, home town, age\nAnn,Graz,30\nBob,Linz,40", 0), ("name, age\nAnn, 30\nBob, 40", 0),
    ])
  func saidAbove(text: String, first: Int) {
    #expect(BareData.first(in: text.lines)?.lines == first..<text.lines.count)
  }

  @Test(
    "Sentences are no tables",
    arguments: [
      "First, sort it, then\nprint it, all of it,\nand add it, please", "a,b\n1,2", "[1, 2, 3]",
      "Dear Ann, hello\nI am fine, thanks\nBest wishes, Bob",
      "first sort it,\nthen print it,\nthen stop,",
      "sep=; is what\nit says", "\"a, b\"\n\"c, d\"\n\"e, 1\"",
    ])
  func prose(text: String) {
    #expect(BareData.first(in: text.lines) == nil)
  }

  @Test("Attempts at JSON read two megabytes in all", arguments: [(10, true), (100_000, false)])
  func unclosed(rows: Int, isFound: Bool) {
    let records = Array(repeating: "{\"a\": 1},", count: rows) + ["{\"a\": 2}"]
    let text = ["[x", "["] + records + ["]", "x]", "x]"]
    let found = BareData.first(in: text.joined(separator: "\n").lines)
    #expect((found?.language == "json") == isFound)
  }

  @Test("A fence may end on the last line of what it holds")
  func fenceEnd() {
    let request = RequestText(
      Message(parts: [Part(text: "Analyse\n```json\n[{\"a\": 1}]```\nand plot it")]))
    #expect(request.code.map(\.text) == ["[{\"a\": 1}]\n"])
    #expect(request.prose == "Analyse\nand plot it\n")
  }
}
