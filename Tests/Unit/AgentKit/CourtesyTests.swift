import AgentKit
import Testing

struct CourtesyTests {
  @Test(
    "Thanks and the like are left out of what is wanted",
    arguments: [
      (
        "Write a function which converts roman numerals to integers, thanks in advance.",
        "Write a function which converts roman numerals to integers"
      ),
      ("reverse a string thanks", "reverse a string"),
      ("reverse a string. Thank you very much!", "reverse a string."),
      ("Thanks a lot! Now rename f to g", "! Now rename f to g"),
      ("can u reverse a string pls", "can you reverse a string please"),
      ("If possible, reverse a string", " reverse a string"),
      ("reverse a string, if you don't mind", "reverse a string"),
      ("reverse a string when you get a chance", "reverse a string"),
      ("plot it too", "plot it"), ("draw a pie chart as well, please", "draw a pie chart, please"),
      ("sum it up. That would be great!", "sum it up.!"),
      ("I'd really appreciate it. Count the rows", ". Count the rows"),
    ])
  func removed(text: String, wanted: String) { #expect(Courtesy.removed(from: text) == wanted) }

  @Test(
    "What belongs to what is wanted stays",
    arguments: [
      "which items are too expensive", "count the rows with the note \"thanks\"",
      "a function that says thanks to a user", "returns None if it is not possible to divide",
      "```\nthanks\n```", "how many as well as which", "a class for thank you notes",
    ])
  func kept(text: String) { #expect(Courtesy.removed(from: text) == text) }
}
