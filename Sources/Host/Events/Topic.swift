import HermesCompression
import HermesContract

/// What can be followed. Positions are `seq` on a task and `cursor` on a user.
package enum Topic: Hashable, Sendable {
  case task(TaskID)
  case user(UserID)
}

/// The subscribers of a topic on one loop that are sent the same bytes.
struct Audience: Hashable {
  var topic: Topic
  /// nil: permessage-deflate was not agreed.
  var window: DeflateWindow?
}

/// Finished WebSocket frames of consecutive events of one topic.
struct Segment: Sendable {
  /// The position of the event before the first of these.
  var previous: Int64
  var last: Int64
  var frames: [UInt8]
  /// Whether the last of these ends the task's stream.
  var isTerminal: Bool
  /// How many frames there are.
  var count = 0
  /// How many events went into others of these.
  var merged = 0
  /// Those of `frames` that are worth compressing, in order, by where they begin.
  var large: [(offset: Int, frame: CompressibleFrame)] = []

  mutating func append(_ next: Segment) {
    large += next.large.map { (frames.count + $0.offset, $0.frame) }
    frames.append(contentsOf: next.frames)
    last = next.last
    isTerminal = next.isTerminal
    count += next.count
  }

  mutating func append(_ frame: [UInt8], _ large: CompressibleFrame?) {
    if let large { self.large.append((frames.count, large)) }
    frames.append(contentsOf: frame)
    count += 1
  }

  /// Does the work of `bytes` beforehand.
  func compress(_ window: DeflateWindow?) {
    guard let window else { return }
    for (_, frame) in large { _ = frame.bytes(window) }
  }

  /// The frames for subscribers who agreed on compression with this window; nil as they are.
  func bytes(_ window: DeflateWindow?) -> [UInt8] {
    guard let window, !large.isEmpty else { return frames }
    var bytes: [UInt8] = []
    var end = 0
    for (offset, frame) in large {
      bytes += frames[end..<offset]
      bytes += frame.bytes(window)
      end = offset + frame.plainCount
    }
    return bytes + frames[end...]
  }
}
