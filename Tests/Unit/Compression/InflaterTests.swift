import Testing

@testable import HermesCompression

struct InflaterTests {
  private static let hello = Array("Hello".utf8)

  private func hex(_ text: String) -> [UInt8] {
    text.split(separator: " ").compactMap { UInt8($0, radix: 16) }
  }

  /// Runs of words at every distance, so that windows matter.
  private func text(_ count: Int) -> [UInt8] {
    var generator = Seeded(7)
    var out: [UInt8] = []
    while out.count < count {
      out += Array("word\(Int.random(in: 0..<700, using: &generator)) ".utf8)
    }
    return Array(out.prefix(count))
  }

  @Test("What is compressed for a window is read with that window", arguments: 9...15)
  func roundTrip(windowBits: Int) throws {
    let deflater = Deflater(windowBits: windowBits)
    for keepsContext in [true, false] {
      var inflater = Inflater(windowBits: windowBits, keepsContext: keepsContext)
      for size in [1024, 5000, 70_000, 1 << 20, 2000] {
        let data = text(size)
        let message = try #require(data.withUnsafeBytes { deflater.message($0) })
        #expect(message.count < size)
        #expect(try inflater.message(message, maximumBytes: size) == data)
        #expect(throws: Inflater.Fault.tooLarge) {
          var other = Inflater(windowBits: windowBits, keepsContext: keepsContext)
          return try other.message(message, maximumBytes: size - 1)
        }
      }
    }
  }

  @Test("Many last blocks, and blocks that say nothing, are no message")
  func emptyBlocks() throws {
    let last: [UInt8] = [0x03, 0x00]
    let stored: [UInt8] = [0x00, 0x00, 0x00, 0xFF, 0xFF]
    func isRefused(_ block: [UInt8], times: Int) -> Bool {
      var inflater = Inflater(windowBits: 15, keepsContext: true)
      let payload = Array(repeatElement(block, count: times).joined()) + [0x00]
      return (try? inflater.message(payload, maximumBytes: 64 << 10)) == nil
    }
    #expect(!isRefused(last, times: 8) && isRefused(last, times: 17))
    #expect(!isRefused(stored, times: 100) && isRefused(stored, times: 1000))
  }

  @Test("What does not become smaller is not compressed, and short payloads are not tried")
  func incompressible() {
    var generator = Seeded(3)
    let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(noise.withUnsafeBytes { Deflater(windowBits: 15).message($0) } == nil)
    let pool = DeflaterPool()
    let zeros = [UInt8](repeating: 0, count: DeflaterPool.minimumBytes)
    #expect(zeros.dropLast().withUnsafeBytes { pool.compress($0, window: .large) } == nil)
    #expect(zeros.withUnsafeBytes { pool.compress($0, window: .large) } != nil)
  }

  @Test("The examples of RFC 7692, section 7.2.3")
  func examples() throws {
    var inflater = Inflater(windowBits: 15, keepsContext: true)
    let messages = [
      "f2 48 cd c9 c9 07 00", "f2 00 11 00 00", "00 05 00 fa ff 48 65 6c 6c 6f 00",
      "f3 48 cd c9 c9 07 00 00", "f2 00 11 00 00", "f2 48 05 00 00 00 ff ff ca c9 c9 07 00",
    ]
    for message in messages {
      #expect(try inflater.message(hex(message), maximumBytes: 5) == Self.hello)
    }
    #expect(try inflater.message([0], maximumBytes: 0) == [])
  }

  @Test(
    "What is no deflate, or ends in the middle, is malformed",
    arguments: [
      "", "ff ff ff", "f2 48 cd", "00 06 00 f9 ff 48", "f3 48 cd c9 c9 07 00", "f2 00 11 00 00",
    ])
  func malformed(message: String) {
    var inflater = Inflater(windowBits: 15, keepsContext: true)
    #expect(throws: Inflater.Fault.malformed) {
      try inflater.message(hex(message), maximumBytes: 1000)
    }
  }

  @Test("Without context nothing of a message is kept for the next")
  func noContext() throws {
    var inflater = Inflater(windowBits: 15, keepsContext: false)
    #expect(try inflater.message(hex("f2 48 cd c9 c9 07 00"), maximumBytes: 5) == Self.hello)
    #expect(throws: Inflater.Fault.malformed) {
      try inflater.message(hex("f2 00 11 00 00"), maximumBytes: 5)
    }
  }
}
