import Testing

@testable import HermesOrchestration

struct NumberedWishesTests {
  @Test(
    "Several things that are named by \"one\" are spelled out",
    arguments: [
      (
        "Write two functions: one that reverses a string and one that counts vowels",
        "Write a function that reverses a string. Write a function that counts vowels"
      ),
      (
        "Create 3 classes, one for a stack, another for a queue and a third for a tree",
        "Create a class for a stack. Create a class for a queue. Create a class for a tree"
      ),
      (
        "Thanks. I need two scripts: one to sort files, the other to count them.",
        "Thanks. I need a script to sort files. I need a script to count them."
      ),
    ])
  func spelledOut(text: String, meant: String) {
    #expect(NumberedWishes.spelledOut(text) == meant)
  }

  @Test(
    "Anything else stays as it is",
    arguments: [
      "Write a function that adds two numbers", "Compare two lists and keep the one that is longer",
      "two functions", "", "Write two functions that call one that sorts",
      "Merge two dicts, one that has defaults wins",
    ])
  func kept(text: String) {
    #expect(NumberedWishes.spelledOut(text) == text)
  }
}
