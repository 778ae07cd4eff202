import HermesContract
import Testing

@testable import HermesPluginRuntime

struct DecoderTests {
  @Test(
    "An emission that the header does not describe is refused",
    arguments: [
      (1, ["thought": 1]), (1, [:]), (1, "x"), (2, []), (2, ["fraction": 1.01]),
      (2, ["fraction": -0.1]),
      (2, ["fraction": "1"]), (2, ["fraction": .null]),
      (3, ["artifact_id": "", "name": "n", "media_type": "m", "text": "t"]),
      (3, ["artifact_id": "a", "media_type": "m", "text": "t"]),
      (3, ["artifact_id": "a", "name": "n", "text": "t"]),
      (3, ["artifact_id": "a", "name": "n", "media_type": "m"]), (4, ["name": "n"]),
      (4, ["name": "", "payload": 1]),
      (0, [:]), (5, ["question": "?"]), (-1, [:]), (99, ["thought": "x"]),
    ] as [(Int32, JSONValue)])
  func refused(kind: Int32, json: JSONValue) {
    #expect(EmissionDecoder.decode(kind: kind, json) == nil)
  }

  @Test("Each kind of emission is read")
  func emissions() throws {
    guard case .thinking("x") = EmissionDecoder.decode(kind: 1, ["thought": "x", "more": 1]) else {
      return #expect(Bool(false))
    }
    guard case .progress(nil, "n") = EmissionDecoder.decode(kind: 2, ["note": "n"]) else {
      return #expect(Bool(false))
    }
    guard case .progress(1, nil) = EmissionDecoder.decode(kind: 2, ["fraction": 1]) else {
      return #expect(Bool(false))
    }
    let chunk: JSONValue = [
      "artifact_id": "a", "name": "n", "media_type": "m", "text": "t", "last": true,
    ]
    guard case .chunk("a", "n", "m", "t", false, true) = EmissionDecoder.decode(kind: 3, chunk)
    else {
      return #expect(Bool(false))
    }
    guard
      case .event("n", .null) = EmissionDecoder.decode(kind: 4, ["name": "n", "payload": .null])
    else {
      return #expect(Bool(false))
    }
  }

  @Test(
    "A result that the header does not describe is refused",
    arguments: [
      "x", [], ["artifacts": [:]], ["artifacts": [1]],
      ["artifacts": [["artifactId": "a", "parts": []]]],
      ["artifacts": [["artifactId": "", "parts": [["text": "t"]]]]],
      ["artifacts": [["artifactId": "a", "parts": [["file": "t"]]]]],
      [
        "artifacts": [
          ["artifactId": "a", "parts": [["text": "1"]]],
          ["artifactId": "a", "parts": [["text": "2"]]],
        ]
      ],
    ] as [JSONValue])
  func badResult(json: JSONValue) { #expect(ResultDecoder.result(json) == nil) }

  @Test("A result's artifacts and text are read, and both may be left out")
  func result() throws {
    #expect(ResultDecoder.result([:])?.artifacts == [])
    let artifact: JSONValue = [
      "artifactId": "a",
      "parts": [["text": "t", "mediaType": "text/x-python"], ["data": ["k": 1]]],
    ]
    let result = try #require(
      ResultDecoder.result(["artifacts": .array([artifact]), "text": "done"]))
    #expect(result.text == "done" && result.artifacts.first?.name == "a")
    #expect(result.artifacts.first?.mediaType == "text/x-python")
    #expect(result.artifacts.first?.text == "t{\"k\":1}")
  }

  @Test("An error needs a code and a message; its delay is cut to an hour")
  func error() throws {
    for bad in [
      [:], ["code": "", "message": "m"], ["code": "c"], "x", ["code": 1, "message": "m"],
    ] as [JSONValue] {
      #expect(ResultDecoder.error(bad) == nil)
    }
    let long = String(repeating: "c", count: 65)
    #expect(ResultDecoder.error(["code": .string(long), "message": "m"]) == nil)
    let plain = try #require(ResultDecoder.error(["code": "c", "message": "m"]))
    #expect(!plain.isRetryable && plain.retryAfter == nil)
    let full = try #require(
      ResultDecoder.error(["code": "c", "message": "m", "retryable": true, "retry_after_ms": 9e12]))
    #expect(full.isRetryable && full.retryAfter == .seconds(3600))
    #expect(
      ResultDecoder.error(["code": "c", "message": "m", "retry_after_ms": -5])?.retryAfter == .zero)
  }
}
