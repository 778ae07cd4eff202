import HermesContract
import Testing

@testable import HermesModel

struct CompletionStreamTests {
  private static func chunk(_ delta: String, finish: String = "null") -> String {
    #"data: {"model":"tiny","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
      + "\n\n"
  }

  /// As llama.cpp sends it.
  private static let whole =
    ": keep-alive\n\n" + chunk(#"{"role":"assistant","content":null}"#)
    + chunk(#"{"reasoning_content":"Hm."}"#) + chunk(#"{"content":"Grüße "}"#)
    + chunk(#"{"content":"🌍\n\"an\" alle"}"#) + chunk("{}", finish: #""stop""#)
    + #"data: {"model":"tiny","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7}}"#
    + "\n\ndata: [DONE]\n\n"

  private static func read(_ bytes: [UInt8], cuts: [Int]) throws -> (ModelAnswer, [ModelDelta]) {
    var stream = CompletionStream()
    var deltas: [ModelDelta] = []
    var start = 0
    for cut in cuts.sorted() + [bytes.count] {
      deltas += try stream.feed(bytes[start..<cut])
      start = cut
    }
    if !stream.isDone { deltas += try stream.finish() }
    return (stream.answer, deltas)
  }

  @Test("Is the same wherever it is cut", arguments: ["\n", "\r\n", "\r"])
  func cuts(lineEnd: String) throws {
    let bytes = Array(
      Self.whole.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: lineEnd).utf8)
    var random = SystemRandomNumberGenerator()
    let single = Array(1..<bytes.count)
    let cuts =
      [[], single] + (0..<200).map { _ in single.shuffled(using: &random).prefix(8).map { $0 } }
    for cuts in cuts {
      let (answer, deltas) = try Self.read(bytes, cuts: cuts)
      #expect(answer.text == "Grüße 🌍\n\"an\" alle", "cut at \(cuts)")
      #expect(answer.reasoning == "Hm." && answer.finishReason == "stop" && answer.model == "tiny")
      #expect(answer.usage == ModelUsage(promptTokens: 11, completionTokens: 7))
      #expect(
        deltas == [
          ModelDelta(.reasoning, text: "Hm."), ModelDelta(.text, text: "Grüße "),
          ModelDelta(.text, text: "🌍\n\"an\" alle"),
        ])
    }
  }

  @Test("An end without the last blank line and without DONE counts")
  func end() throws {
    let text = Self.chunk(#"{"content":"yes"}"#, finish: #""stop""#)
    let (answer, _) = try Self.read(Array(text.utf8).dropLast(2), cuts: [])
    #expect(answer.text == "yes")
  }

  @Test("Data of several lines is one event")
  func severalLines() throws {
    let text = "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n"
    #expect(try Self.read(Array(text.utf8), cuts: []).0.text == "a")
  }

  @Test("Nothing after DONE is looked at")
  func afterDone() throws {
    let text = "data: [DONE]\n\ndata: {nonsense\n\n"
    #expect(try Self.read(Array(text.utf8), cuts: []).1.isEmpty)
  }

  @Test(
    "What is wrong is told",
    arguments: [
      (
        "data: {\"choices\": nonsense\n\n",
        CompletionStream.Fault.unreadable("{\"choices\": nonsense")
      ),
      ("data: 7\n\n", .unreadable("7")),
      ("error: {\"message\":\"no memory\"}\n\n", .reported(noMemory)),
      ("data: {\"error\":{\"message\":\"no memory\"}}\n\n", .reported(noMemory)),
      ("data: {\"error\":\"no memory\"}\n\n", .reported(noMemory)),
      ("event: error\ndata: {\"error\":{\"message\":\"no memory\"}}\n\n", .reported(noMemory)),
      ("data: {\"object\":\"error\",\"message\":\"no memory\"}\n\n", .reported(noMemory)),
      ("data: {\"detail\":\"no memory\"}\n\n", .reported(noMemory)),
      ("", .brokeOff), ("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n", .brokeOff),
    ])
  func faults(text: String, fault: CompletionStream.Fault) {
    #expect(throws: fault) { try Self.read(Array(text.utf8), cuts: []) }
  }

  private static let noMemory = ServerReason(text: "no memory")

  @Test(
    "What keeps a connection open is no part of the answer",
    arguments: [
      ": OPENROUTER PROCESSING\n\n", "event: ping\ndata: {\"type\": \"ping\"}\n\n",
      "event: ping\ndata: 2026-11-28T12:00:00Z\n\n", "event: ping\n\n",
      "event:keepalive\ndata: x\n\n",
      "data:\n\n", "data: \n\n", "data: {}\n\n", "data: {\"choices\":[]}\n\n", "retry: 10\n\n",
      "data: {\"error\":null,\"choices\":[]}\n\n",
    ])
  func heartbeats(beat: String) throws {
    let text =
      beat + Self.chunk(#"{"content":"yes"}"#) + beat + beat
      + Self.chunk("{}", finish: #""stop""#) + beat
    #expect(try Self.read(Array(text.utf8), cuts: []).0.text == "yes")
    #expect(try Self.read(Array(text.utf8), cuts: Array(1..<text.utf8.count)).0.text == "yes")
  }

  @Test("Pieces of a list are text and thoughts")
  func lists() throws {
    let delta =
      #"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},{"type":"text","text":"a"},"b"]}"#
    let (answer, _) = try Self.read(
      Array((Self.chunk(delta) + "data: [DONE]\n\n").utf8), cuts: [])
    #expect(answer.text == "ab" && answer.reasoning == "Hm.")
  }

  @Test("A whole answer in one document is read as well, and an error told")
  func document() throws {
    func read(_ text: String) throws -> ModelAnswer {
      var stream = CompletionStream()
      _ = try stream.feed(document: Array(text.utf8))
      return stream.answer
    }
    let answer = try read(
      #"{"choices":[{"message":{"content":"yes","reasoning":"Hm."},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#
    )
    #expect(answer.text == "yes" && answer.reasoning == "Hm." && answer.usage.promptTokens == 1)
    #expect(throws: CompletionStream.Fault.reported(Self.noMemory)) {
      try read(#"[{"error":{"message":"no memory"}}]"#)
    }
    #expect(throws: CompletionStream.Fault.unreadable("{}")) { try read("{}") }
  }

  @Test("A run of combining marks is bounded over all events")
  func marks() throws {
    var stream = CompletionStream()
    let piece = Array(
      Self.chunk(#"{"content":"\#(String(repeating: "\u{301}", count: 10))"}"#).utf8)
    for _ in 0..<3 { _ = try stream.feed(piece) }
    _ = try stream.feed(Array(Self.chunk(#"{"content":"a"}"#).utf8))
    for _ in 0..<3 { _ = try stream.feed(piece) }
    #expect(throws: CompletionStream.Fault.self) { _ = try stream.feed(piece) }
  }

  @Test("Lines and answers are bounded")
  func bounds() {
    var stream = CompletionStream()
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: CompletionStream.maximumEventBytes + 1)
    #expect(throws: CompletionStream.Fault.eventTooLong) { try stream.feed(line) }
    var endless = CompletionStream()
    let piece = Array(Self.chunk(#"{"content":"\#(String(repeating: "x", count: 65536))"}"#).utf8)
    #expect(throws: CompletionStream.Fault.answerTooLong) {
      for _ in 0...(CompletionStream.maximumAnswerBytes / 65536) { _ = try endless.feed(piece) }
    }
  }
}
