import NIOWebSocket

/// Frames of a socket that is not open yet. Nobody knows who sends them: they are neither unmasked nor inflated until
/// it is known, and few are kept.
struct EarlyFrames {
  static let maximumFrames = 16
  /// Of their payloads, as they came.
  static let maximumBytes = 16 << 10

  private(set) var frames: [WebSocketFrame] = []
  private var bytes = 0

  /// - Returns: false if there are too many.
  mutating func keep(_ frame: WebSocketFrame) -> Bool {
    bytes += frame.data.readableBytes
    guard frames.count < Self.maximumFrames, bytes <= Self.maximumBytes else { return false }
    frames.append(frame)
    return true
  }
}
