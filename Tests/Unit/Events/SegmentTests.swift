import HermesCompression
import Testing

@testable import HermesEvents

struct SegmentTests {
  private let deflaters = DeflaterPool()

  private func frame(_ byte: UInt8, _ count: Int) -> [UInt8] {
    Frame.encode(.text, [UInt8](repeating: byte, count: count))
  }

  private func segment(_ frames: [[UInt8]]) -> Segment {
    var segment = Segment(previous: 0, last: 1, frames: [], isTerminal: false)
    for frame in frames { segment.append(frame, CompressibleFrame(frame, deflaters)) }
    return segment
  }

  @Test("Large frames are replaced where they stand, small ones stay as they are")
  func replaced() {
    let frames = [
      frame(0x61, 10), frame(0x62, 1024), frame(0x63, 1023), frame(0x64, 70_000), frame(0x65, 5000),
    ]
    var merged = segment(Array(frames[..<2]))
    merged.append(segment(Array(frames[2...])))
    #expect(merged.bytes(nil) == frames.flatMap(\.self))
    for window in DeflateWindow.allCases {
      let bytes = merged.bytes(window)
      var reader = FrameReader()
      reader.append(bytes)
      #expect(reader.isWhole && reader.compressed == 3)
      #expect(reader.payloads == frames.map { Array($0[Frame.headCount($0)...]) })
      #expect(bytes.count < 2000)
    }
  }

  @Test("An event is compressed once for a window, however often it is asked for")
  func once() throws {
    let large = try #require(CompressibleFrame(frame(0x61, 5000), deflaters))
    let first = large.bytes(.large)
    let second = large.bytes(.large)
    #expect(first.withUnsafeBytes(\.baseAddress) == second.withUnsafeBytes(\.baseAddress))
  }

  @Test("What does not become smaller is sent as it is")
  func incompressible() throws {
    var generator = Seeded(1)
    let plain = Frame.encode(
      .text, (0..<3000).map { _ in UInt8.random(in: 0...255, using: &generator) })
    #expect(segment([plain]).bytes(.large) == plain)
  }
}
