import NIOCore
import Testing

@testable import HermesListener

struct ReaderProgressTests {
  @Test("A reader has stalled when it has taken nothing for the limit, and not before")
  func stall() {
    var progress = ReaderProgress()
    var stalls: [Int64] = []
    // Seconds, and the bytes that had been taken by then.
    let samples: [(Int64, UInt64)] = [
      (100, 0), (110, 0), (129, 0), (129, 1), (158, 1), (158, 5), (187, 5), (188, 5), (189, 6),
    ]
    for (second, taken) in samples {
      let now = NIODeadline.uptimeNanoseconds(UInt64(second) * 1_000_000_000)
      if progress.hasStalled(taken: taken, at: now, limit: .seconds(30)) { stalls.append(second) }
    }
    #expect(stalls == [188])
  }
}
