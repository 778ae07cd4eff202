import HermesOutbound
import Testing

struct ServerSentEventsTests {
  private static func events(_ text: String, piece: Int) throws -> [String] {
    var reader = ServerSentEvents(limit: 64)
    var events: [[UInt8]] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      events += try reader.feed(bytes[start..<min(start + piece, bytes.count)])
    }
    if let last = reader.finish() { events.append(last) }
    return events.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [1, 2, 3, 5, 1000], ["\n", "\r\n", "\r"])
  func endsOfLinesMayBeAnyAndCutAnywhere(piece: Int, end: String) throws {
    let text = [": ping", "data: a", "data:b", "", "event: x", "data: c", "", "", "data: d", ""]
      .joined(separator: end)
    #expect(try Self.events(text, piece: piece) == ["a\nb", "c", "d"])
  }

  @Test(arguments: [1, 7, 1000])
  func anEventHasALimit(piece: Int) {
    #expect(throws: ServerSentEvents.TooLong.self) {
      try Self.events("data: " + String(repeating: "x", count: 64), piece: piece)
    }
  }
}
