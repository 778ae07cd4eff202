import Foundation
import HermesContract
import Testing

@testable import AgentKit

struct OutgoingJSONTests {
  @Test(
    "Runs of combining marks are cut to what the host takes, and nothing else is changed",
    arguments: [
      ("plain \u{1F600} Ünï", "plain \u{1F600} Ünï"),
      (
        "e" + String(repeating: "\u{301}", count: 40) + "x\u{301}",
        "e" + String(repeating: "\u{301}", count: 30) + "x\u{301}"
      ),
      (String(repeating: "\u{344}", count: 31), String(repeating: "\u{344}", count: 30)),
    ])
  func cut(text: String, expected: String) throws {
    let data = try OutgoingJSON.encoded(["text": text])
    #expect(StreamSafeText.isSafe(data))
    let back = try JSONDecoder().decode([String: String].self, from: data)
    #expect(back["text"].map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
  }
}
