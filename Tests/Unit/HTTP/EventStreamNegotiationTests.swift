import Testing

@testable import HermesHTTP

struct EventStreamNegotiationTests {
  @Test(
    "A stream is for who prefers one",
    arguments: [
      ("text/event-stream", true), ("TEXT/Event-Stream ; q=1.0", true),
      ("text/event-stream, */*;q=0.1", true), ("text/event-stream, */*", true),
      ("application/json;q=0.5, text/event-stream;q=0.9", true), ("text/*", true),
      ("*/*", false), ("text/*, application/json", false), ("application/json", false),
      ("text/event-stream, application/json", false), ("text/event-stream;q=0", false),
      ("application/json, text/event-stream;q=0.5", false), ("", false), (",;,", false),
    ])
  func prefers(_ accept: String, _ isStream: Bool) {
    #expect(EventStreamNegotiation.prefersStream(accept) == isStream)
  }

  @Test("Without the header it is the page")
  func absent() { #expect(!EventStreamNegotiation.prefersStream(nil)) }
}
