import HermesCompression
import Testing

@testable import HermesEvents
@testable import HermesWebSocket

struct FrameEncodingTests {
  private func json(_ byte: UInt8, _ count: Int) -> [UInt8] {
    [UInt8](repeating: byte, count: count)
  }

  private func segment(_ events: [[UInt8]]) -> Segment {
    var segment = Segment(after: 0)
    for json in events { segment.append(.sample(json), at: 1, isTerminal: false) }
    return segment
  }

  @Test("Large events are compressed where they stand, small ones stay as they are")
  func compressed() {
    let events = [
      json(0x61, 10), json(0x62, 1024), json(0x63, 1023), json(0x64, 70_000), json(0x65, 5000),
    ]
    var merged = segment(Array(events[..<2]))
    merged.append(segment(Array(events[2...])))
    #expect(
      merged.bytes(FrameEncoding.encoding(for: nil))
        == events.flatMap { Frame.encode(.text, payload: $0) })
    for window in DeflateWindow.allCases {
      let bytes = merged.bytes(FrameEncoding.encoding(for: window))
      var reader = FrameReader()
      reader.append(bytes)
      #expect(reader.isWhole && reader.compressed == 3)
      #expect(reader.payloads == events)
      #expect(bytes.count < 2000)
    }
  }

  @Test("What does not become smaller is sent as it is")
  func incompressible() throws {
    var generator = Seeded(1)
    let noise = (0..<3000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(
      segment([noise]).bytes(FrameEncoding.encoding(for: .large))
        == Frame.encode(.text, payload: noise))
  }
}
