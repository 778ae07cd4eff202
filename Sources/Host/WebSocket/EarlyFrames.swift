import NIOWebSocket

/// Frames that arrive before a socket is open. Their sender is not known yet, so they are neither
/// unmasked nor inflated, and only a few are kept.
struct EarlyFrames {
  static let maximumFrames = 16
  /// The size of their payloads as received, in bytes.
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
