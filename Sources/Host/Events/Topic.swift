import HermesContract

/// What can be followed. Positions are `seq` on a task and `cursor` on a user.
package enum Topic: Hashable, Sendable {
  case task(TaskID)
  case user(UserID)
}

/// Finished WebSocket frames of consecutive events of one topic.
struct Segment: Sendable {
  /// The position of the event before the first of these; nil if it is not known.
  var previous: Int64?
  var last: Int64
  var frames: [UInt8]
  /// Whether the last of these ends the task's stream.
  var isTerminal: Bool

  mutating func append(_ next: Segment) {
    frames.append(contentsOf: next.frames)
    last = next.last
    isTerminal = next.isTerminal
  }
}
