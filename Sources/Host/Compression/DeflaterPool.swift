import Synchronization

/// Lends compressors to any thread. Keeps as many as were ever in use concurrently.
package final class DeflaterPool: Sendable {
  /// Shorter payloads gain too little for the time.
  package static let minimumBytes = 1024

  private let idle = Mutex<[DeflateWindow: [Deflater]]>([:])

  package init() {}

  /// Compresses a payload. Any thread.
  /// - Returns: nil if the payload is short, or would not become smaller.
  package func compress(_ payload: UnsafeRawBufferPointer, window: DeflateWindow) -> [UInt8]? {
    guard payload.count >= Self.minimumBytes else { return nil }
    let deflater =
      idle.withLock { $0[window]?.popLast() } ?? Deflater(windowBits: window.rawValue)
    defer { idle.withLock { $0[window, default: []].append(deflater) } }
    return deflater.message(payload)
  }
}
