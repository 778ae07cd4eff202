import HermesContract
import Testing

@testable import HermesOrchestration

struct WishReaderTests {
  private func wishes(_ text: String) throws -> [Wish] {
    let cards: [AgentCard] = try [.writer(), .reviewer(), .packager(), .reporter(), .analyst()]
    return IntentParser(cards: cards).parse(RequestText(Message(parts: [Part(text: text)]))).wishes
  }

  @Test(
    "Each thing that is asked for is a wish of its own",
    arguments: [
      (
        "Write a function for primes and email it to Bob",
        ["Write a function for primes", "email it to Bob"]
      ),
      (
        "Write a function that sorts and filters a list",
        ["Write a function that sorts and filters a list"]
      ),
      (
        "Write a function to take a list and sort it",
        ["Write a function to take a list and sort it"]
      ),
      (
        "Write a function to add numbers and a report",
        ["Write a function to add numbers", "a report"]
      ),
      (
        "Create a function for primes. Then translate it to German.",
        ["Create a function for primes.", "translate it to German."]
      ),
      (
        "Hello! Write a function that adds. It should be short. Thanks!",
        ["Hello! Write a function that adds. It should be short. Thanks!"]
      ),
      (
        "Write a function is_even(number, base) that checks digits, call it squash",
        ["Write a function is_even(number, base) that checks digits, call it squash"]
      ),
      (
        "Write a function for primes\nand email it to Bob,\nand write a report",
        ["Write a function for primes", "email it to Bob", "write a report"]
      ),
      (
        "Write a function for primes, please, plus a report",
        ["Write a function for primes, please", "a report"]
      ),
      (
        "Please do the following:\n1. write a function for primes\n2) email it to Bob",
        ["write a function for primes", "email it to Bob"]
      ),
      (
        "Write a function for a and create a program for b",
        ["Write a function for a", "create a program for b"]
      ),
    ] as [(String, [String])])
  func taken(text: String, parts: [String]) throws {
    #expect(try wishes(text).map(\.text) == parts)
  }

  @Test("What nobody offers needs nothing, and what is offered names it")
  func needs() throws {
    let wishes = try wishes("Write a function for primes, then write a report and send it to Bob")
    #expect(
      wishes.map(\.capabilities) == [["code_write", "python"], ["document_write"], []])
  }

  @Test(
    "A verb in a description asks for nothing",
    arguments: [
      "Write a function that checks code", "Create a function which reviews programs",
      "Write a function called review_code", "Create a check function",
      "Write a program for checking functions",
    ])
  func descriptions(text: String) throws {
    #expect(try wishes(text).map(\.capabilities) == [["code_write", "python"]])
  }

  @Test(
    "What a request brings along is for who takes it",
    arguments: [
      ("What is the average age?\nname,age\nann,31\nbob,29\n", ["data_analysis"]),
      ("name,age\nann,31\nbob,29\n", ["data_analysis"]),
      ("Is this any good?\n```python\nx = 1\n```", ["python", "code_review"]),
      ("Explain this\n```python\nx = 1\n```", ["python", "code_review"]),
    ] as [(String, [String])])
  func material(text: String, capabilities: [String]) throws {
    let found = try wishes(text).map(\.capabilities)
    #expect(found.map { Set($0) } == [Set(capabilities)])
  }

  @Test("A table that a report is asked for is analysed first")
  func bridge() throws {
    let wishes = try wishes("Write a report about this\nname,age\nann,31\nbob,29\n")
    #expect(wishes.map { Set($0.capabilities) } == [["data_analysis", "document_write"]])
  }

  @Test(
    "Beside a table, what else would be of code is asked of the table",
    arguments: [
      "Share of ann in the total age", "How many functions are there?",
      "Make a function table of this",
    ])
  func besideTable(words: String) throws {
    #expect(
      try wishes(words + "\nname,age\nann,31\nbob,29\n").map(\.capabilities)
        == [["data_analysis"]])
  }

  @Test("A script that is named without a verb is made, and first what it is made of")
  func scriptAlone() throws {
    let found = try wishes("Script that prints the first primes")
    #expect(found.map { Set($0.capabilities) } == [["code_write", "python", "script"]])
  }

  @Test("What is to be made of a thing that is described is a wish beside it")
  func ofWhatIsDescribed() throws {
    let found = try wishes("Write a function to check primes, and a script for it, and a report")
    #expect(
      found.map { Set($0.capabilities) } == [
        ["code_write", "python"], ["script"], ["document_write"],
      ])
  }

  @Test("What is done elsewhere is no business of who takes the material")
  func deeds() throws {
    #expect(try wishes("Email this table to Bob\nname,age\nann,31\nbob,29\n").isEmpty)
  }

  @Test(
    "Slips of typing in words of the cards are understood",
    arguments: [
      "Writ a pyton funtion for primes", "Wriet a fucntion", "Create a progrram",
    ])
  func slips(text: String) throws {
    #expect(try wishes(text).map(\.capabilities) == [["code_write", "python"]])
  }

  @Test("Line ends are no part of words", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = ["Review this:", "```python", "x = 1", "```", "and write a report"].joined(
      separator: end)
    #expect(try wishes(text).count == 2)
  }
}
