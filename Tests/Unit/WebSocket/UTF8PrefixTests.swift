import Testing

@testable import HermesWebSocket

struct UTF8PrefixTests {
  /// Whether bytes can be the beginning of UTF-8, said by the standard library: some tail completes them.
  private func isPrefix(_ bytes: [UInt8]) -> Bool {
    var tails: [[UInt8]] = [[]]
    for edge in [0x80, 0x90, 0xA0] as [UInt8] {
      tails += [[edge], [edge, 0x80], [edge, 0x80, 0x80]]
    }
    return tails.contains { String(validating: bytes + $0, as: UTF8.self) != nil }
  }

  @Test("One and two bytes of every value")
  func short() {
    for first in UInt8.min...UInt8.max {
      var one = UTF8Prefix()
      let isFirst = one.accepts([first])
      #expect(isFirst == isPrefix([first]), "\(first)")
      for second in UInt8.min...UInt8.max {
        var prefix = UTF8Prefix()
        let isAccepted = prefix.accepts([first]) && prefix.accepts([second])
        #expect(isAccepted == isPrefix([first, second]), "\(first) \(second)")
      }
    }
  }

  @Test("Random bytes around the edges, cut anywhere", arguments: 0..<4)
  func random(seed: Int) {
    var generator = Seeded(UInt64(seed))
    let edges: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
      0xEE,
      0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
        edges.randomElement(using: &generator) ?? 0
      }
      let cut = Int.random(in: 0...bytes.count, using: &generator)
      var prefix = UTF8Prefix()
      let isAccepted = prefix.accepts(Array(bytes[..<cut])) && prefix.accepts(Array(bytes[cut...]))
      #expect(isAccepted == isPrefix(bytes), "\(bytes)")
    }
  }
}
