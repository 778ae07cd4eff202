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
        "Write a Python function for the factorial of n and one that does FizzBuzz",
        "Write a Python function for the factorial of n. Write a function that does FizzBuzz"
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
      "Write two functions: one that a and one that counts vowels",
      "two things: one to one to", "two functions: one that one that one that one that",
      "Merge two dicts, one that has defaults wins",
      "Write a function that takes a list and returns one that is sorted",
    ])
  func kept(text: String) {
    #expect(NumberedWishes.spelledOut(text) == text)
  }

  @Test("A long request is not made longer than a few times")
  func bound() {
    let many = "write " + String(repeating: "-", count: 8000) + " two functions: "
    for text in [many + String(repeating: "one to ", count: 1000), many + "one to add one to sort"]
    {
      #expect(NumberedWishes.spelledOut(text).utf8.count <= 2 * text.utf8.count)
    }
  }
}
