import HermesCompression
import Testing

/// Takes a byte stream of server frames apart again; a pong may come between any two.
struct FrameReader {
  private var buffer: [UInt8] = []
  private(set) var payloads: [[UInt8]] = []
  private(set) var pongs = 0
  /// How many payloads came compressed.
  private(set) var compressed = 0
  /// With the least that any subscriber has agreed on.
  private var inflater = Inflater(windowBits: 15, keepsContext: false)
  /// How many payloads say that a task is completed.
  private(set) var completed = 0

  mutating func append(_ bytes: some Collection<UInt8>) {
    buffer.append(contentsOf: bytes)
    var start = 0
    while let (payload, end) = frame(at: start) {
      switch buffer[start] {
      case 0x81:
        payloads.append(Array(payload))
        if payload.starts(with: Self.completion) { completed += 1 }
      case 0xC1:
        compressed += 1
        do {
          payloads.append(try inflater.message(Array(payload), maximumBytes: 1 << 24))
        } catch { Issue.record("a frame can't be expanded: \(error)") }
      case 0x8A: pongs += 1
      default: Issue.record("a frame begins with \(buffer[start])")
      }
      start = end
    }
    buffer.removeFirst(start)
  }

  private static let completion = Array("{\"type\":\"task_completed\"".utf8)

  /// Whether the stream ends between two frames.
  var isWhole: Bool { buffer.isEmpty }

  private func frame(at start: Int) -> (payload: ArraySlice<UInt8>, end: Int)? {
    guard buffer.count >= start + 2 else { return nil }
    let short = Int(buffer[start + 1])
    let more = short == 126 ? 2 : short == 127 ? 8 : 0
    let head = start + 2 + more
    guard buffer.count >= head else { return nil }
    let length = more == 0 ? short : buffer[(start + 2)..<head].reduce(0) { $0 << 8 | Int($1) }
    guard buffer.count >= head + length else { return nil }
    return (buffer[head..<(head + length)], head + length)
  }
}
