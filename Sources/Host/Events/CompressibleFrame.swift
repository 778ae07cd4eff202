import HermesCompression
import Synchronization

/// The frame of an event that is large enough to be worth compressing, and what has been made of it:
/// once for each window size, for all subscribers of all event loops and for who reads it later.
final class CompressibleFrame: Sendable {
  private let plain: [UInt8]
  private let deflaters: DeflaterPool
  /// By window; the plain frame again where compression does not make it smaller.
  private let made = Mutex<[DeflateWindow: [UInt8]]>([:])

  /// - Returns: nil for a frame that is sent as it is.
  init?(_ frame: [UInt8], _ deflaters: DeflaterPool) {
    guard frame.count - Frame.headCount(frame) >= DeflaterPool.minimumBytes else { return nil }
    plain = frame
    self.deflaters = deflaters
  }

  /// How many bytes of `Segment.frames` this replaces.
  var plainCount: Int { plain.count }

  func bytes(_ window: DeflateWindow) -> [UInt8] {
    // Under the lock, so that loops that want the same at once do not both make it.
    made.withLock { made in
      if let bytes = made[window] { return bytes }
      let payload = plain[Frame.headCount(plain)...]
      let message = payload.withUnsafeBytes { deflaters.message($0, window) }
      let bytes = message.map { Frame.encode(.text, $0, isCompressed: true) } ?? plain
      made[window] = bytes
      return bytes
    }
  }
}
