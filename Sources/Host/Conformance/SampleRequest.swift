import Foundation
import HermesContract

/// Requests as the host would write them.
enum SampleRequest {
  /// What a skill is asked with, in the words of its card.
  static func text(for skill: Skill) -> String { skill.examples.first ?? skill.description }

  static func bytes(_ text: String, skill: Skill) -> [UInt8] {
    let identifier: JSONValue = "conformance"
    let message: JSONValue = [
      "messageId": identifier, "role": "ROLE_USER", "taskId": identifier, "contextId": identifier,
      "parts": [["text": .string(text), "mediaType": .string(Part.plainText)]],
    ]
    return JSONWriter.bytes([
      "message": message, "task_id": identifier, "context_id": identifier,
      "step_key": "conformance/1", "skill": .string(skill.id), "attempt": 1,
      "deadline": .string(Timestamp(milliseconds: Timestamp.now.milliseconds + 60_000).text),
      "deadline_ms": 60_000, "artifacts": .array(artifacts(for: skill, text)),
    ])
  }

  /// A skill that reads no plain text gets something of what it reads.
  private static func artifacts(for skill: Skill, _ text: String) -> [JSONValue] {
    guard !skill.inputModes.contains(Part.plainText), let mode = skill.inputModes.first else {
      return []
    }
    let samples = [
      "text/x-python":
        "def add(a: int, b: int) -> int:\n    \"\"\"Return the sum.\n\n    >>> add(1, 2)\n    3\n    \"\"\"\n    return a + b\n",
      "application/json": "{}", "text/html": "<p>text</p>",
    ]
    return [
      [
        "artifactId": "input", "name": "input",
        "parts": [["text": .string(samples[mode] ?? text), "mediaType": .string(mode)]],
      ]
    ]
  }

  /// Requests that are none, each with its name.
  static let garbage: [(name: String, bytes: [UInt8])] = [
    ("NUL bytes", [0, 0, 0, 0]), ("text that is no JSON", Array("Hello there".utf8)),
    ("JSON that is cut", Array(#"{"message":{"parts":[{"te"#.utf8)),
    ("JSON with text behind it", Array(#"{"message":{}} {}"#.utf8)),
    ("a string that does not end", Array(#"{"message":{"parts":[{"text":"x"#.utf8)),
    ("an escape that does not end", Array(#"{"message":{"parts":[{"text":"x\"#.utf8)),
    (
      "invalid UTF-8",
      Array(#"{"message":{"parts":[{"text":""#.utf8) + [0xFF, 0xC0] + Array(#""}]}}"#.utf8)
    ),
    ("a number", Array("7".utf8)), ("null", Array("null".utf8)), ("an array", Array("[]".utf8)),
    ("an object without members", Array("{}".utf8)),
    ("a message that is a number", Array(#"{"message":7,"attempt":"x","artifacts":{}}"#.utf8)),
    ("parts that are text", Array(#"{"message":{"parts":"x"}}"#.utf8)),
    ("a part that is a number", Array(#"{"message":{"parts":[7]}}"#.utf8)),
    ("a text that is an object", Array(#"{"message":{"parts":[{"text":{}}]}}"#.utf8)),
    ("100,000 open arrays", Array(repeating: UInt8(ascii: "["), count: 100_000)),
    (
      "a text behind 100,000 levels",
      Array(#"{"message":"#.utf8) + Array(repeating: UInt8(ascii: "["), count: 100_000)
        + Array(repeating: UInt8(ascii: "]"), count: 100_000) + Array("}".utf8)
    ),
  ]
}
