import Testing

@testable import HermesContract

@Suite struct JSONRunTests {
  /// The rule byte by byte, as RFC 8259, section 7, has it.
  private func expected(_ bytes: [UInt8], from start: Int) -> (end: Int, isASCII: Bool) {
    let end =
      bytes[start...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? bytes.count
    return (end, bytes[start..<end].allSatisfy { $0 < 0x80 })
  }

  private func check(_ bytes: [UInt8], from start: Int = 0) {
    let run = bytes.withUnsafeBufferPointer { JSONRun(in: $0, from: start) }
    let expected = expected(bytes, from: start)
    #expect(run.end == expected.end, "\(bytes) from \(start)")
    #expect(run.isASCII == expected.isASCII, "\(bytes) from \(start)")
  }

  @Test func everyByteIsFoundAtEveryPlace() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<19 {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 19)
        bytes[place] = byte
        check(bytes)
        check(bytes, from: min(place, 3))
      }
    }
  }

  @Test func theFirstOfSeveralEndsTheRun() {
    for first: UInt8 in [0x00, 0x1F, 0x22, 0x5C, 0x7F, 0x80, 0xA2, 0xFF] {
      for second: UInt8 in [0x00, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x80, 0x81] {
        check([0x61, first, second, 0x61, 0x61, 0x61, 0x61, second, 0x61])
      }
    }
  }

  @Test func anEmptyRestIsARun() {
    check([])
    check([0x61, 0x62], from: 2)
  }
}
