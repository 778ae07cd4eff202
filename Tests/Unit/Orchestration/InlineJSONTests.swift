import HermesContract
import Testing

@testable import HermesOrchestration

struct InlineJSONTests {
  private func request(_ text: String) -> RequestText {
    RequestText(Message(parts: [Part(text: text)]))
  }

  @Test(
    "JSON is told from what is said around it in its line",
    arguments: [
      (#"[{"x":1},{"x":4}] average of x, please"#, #"[{"x":1},{"x":4}]"#, "average of x, please"),
      (#"What is the mean of x in [{"x":1}]?"#, #"[{"x":1}]"#, "What is the mean of x in ?"),
      (#"The mean: [{"x":"}]"},{"x":"\""}]"#, #"[{"x":"}]"},{"x":"\""}]"#, "The mean:"),
      ("Of [{\"x\":1},\n{\"x\":2}] the mean", "[{\"x\":1},\n{\"x\":2}]", "Of  the mean"),
    ])
  func around(text: String, json: String, prose: String) {
    let request = request(text)
    #expect(request.code == [Part(text: json + "\n", mediaType: "application/json")])
    #expect(request.prose.trimmed == prose)
  }

  @Test(
    "An example in what is said of a program is none",
    arguments: [
      #"Write a function that sorts [{"a": 1}] by a"#, #"Transpose [[1,2],[3,4]] to [[1,3],[2,4]]"#,
      #"Use {"a": 1} as a default"#, #"[{"a" average of a"#,
    ])
  func examples(text: String) {
    #expect(request(text).code.isEmpty)
  }
}
