import Foundation
import HermesContract

/// Requests in the format of the host.
enum SampleRequest {
  /// The request text for a skill, taken from its card.
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

  /// A skill that does not accept plain text gets a sample of what it accepts.
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

  /// Invalid requests, each with a description.
  static let garbage: [(name: String, bytes: [UInt8])] = [
    ("NUL bytes", [0, 0, 0, 0]), ("text that is not JSON", Array("Hello there".utf8)),
    ("truncated JSON", Array(#"{"message":{"parts":[{"te"#.utf8)),
    ("JSON followed by text", Array(#"{"message":{}} {}"#.utf8)),
    ("an unterminated string", Array(#"{"message":{"parts":[{"text":"x"#.utf8)),
    ("an unterminated escape", Array(#"{"message":{"parts":[{"text":"x\"#.utf8)),
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
      "JSON nested 100,000 levels deep",
      Array(#"{"message":"#.utf8) + Array(repeating: UInt8(ascii: "["), count: 100_000)
        + Array(repeating: UInt8(ascii: "]"), count: 100_000) + Array("}".utf8)
    ),
  ]
}
