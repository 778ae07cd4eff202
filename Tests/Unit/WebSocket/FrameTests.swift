import HermesWebSocket
import Testing

struct FrameTests {
  @Test(
    "The length is written in the shortest of the three forms",
    arguments: [
      (0, [0x81, 0]), (1, [0x81, 1]), (125, [0x81, 125]), (126, [0x81, 126, 0, 126]),
      (65535, [0x81, 126, 255, 255]), (65536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ] as [(Int, [UInt8])])
  func lengths(count: Int, head: [UInt8]) {
    let payload = [UInt8](repeating: 7, count: count)
    #expect(Frame.encode(.text, payload: payload) == head + payload)
  }

  @Test("Each opcode is a final, unmasked frame")
  func opcodes() {
    #expect(Frame.encode(.binary, payload: [9]) == [0x82, 1, 9])
    #expect(Frame.encode(.ping, payload: []) == [0x89, 0])
    #expect(Frame.encode(.pong, payload: [1]) == [0x8A, 1, 1])
    #expect(Frame.close(code: 4401, reason: "no") == [0x88, 4, 0x11, 0x31] + Array("no".utf8))
  }

  @Test("A close reason is cut to what a control frame holds, between characters")
  func closeReason() {
    let frame = Frame.close(code: 1000, reason: String(repeating: "é", count: 200))
    #expect(frame[1] == 2 + 122 && frame.count == 2 + 2 + 122)
    #expect(String(validating: frame.dropFirst(4), as: UTF8.self) != nil)
  }
}
