import Testing

@testable import HermesPluginRuntime

struct ChildFrameTests {
  private let frames = [
    ChildFrame(kind: .load, payload: Array("{}".utf8)),
    ChildFrame(kind: .invoke, agent: 3, token: .max, payload: [UInt8](repeating: 7, count: 5000)),
    ChildFrame(kind: .cancel, agent: 255, token: 1),
  ]

  @Test("Frames come out as they went in, however the bytes are cut", arguments: [1, 7, 16, 4096])
  func cut(size: Int) throws {
    let bytes = frames.flatMap(\.encoded)
    var decoder = ChildFrameDecoder(maximumPayload: 1 << 20)
    var found: [ChildFrame] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      decoder.append(bytes[start..<min(start + size, bytes.count)])
      while let frame = try decoder.nextFrame() { found.append(frame) }
    }
    #expect(found == frames)
  }

  @Test("Bytes that are no frame are refused before anything is kept for them")
  func malformed() {
    var unknown = frames[2].encoded
    unknown[4] = 200
    var huge = frames[2].encoded
    huge.replaceSubrange(0..<4, with: [255, 255, 255, 255])
    var large = frames[2].encoded
    large.replaceSubrange(0..<4, with: [1, 0, 16, 0])
    for bytes in [unknown, huge, large] {
      var decoder = ChildFrameDecoder(maximumPayload: 1 << 20)
      decoder.append(bytes)
      #expect(throws: ChildFrameDecoder.Malformed.self) { try decoder.nextFrame() }
    }
  }
}
