import HermesCompression
import HermesEvents

/// Encodes events as text frames, for connections that agreed on permessage-deflate with the same
/// window, or on none.
package final class FrameEncoding: EventEncoding {
  private let window: DeflateWindow?
  private static let deflaters = DeflaterPool()
  private static let plain = FrameEncoding(window: nil)
  private static let compressed = DeflateWindow.allCases.map { FrameEncoding(window: $0) }

  private init(window: DeflateWindow?) { self.window = window }

  /// - Parameter window: what compressed frames may refer back to; nil if they must not be
  ///   compressed.
  package static func encoding(for window: DeflateWindow?) -> FrameEncoding {
    compressed.first { $0.window == window } ?? plain
  }

  /// Compresses each event once per window.
  package func append(_ event: PublishedEvent, to bytes: inout [UInt8]) {
    let json = event.event.json
    guard let window, json.count >= DeflaterPool.minimumBytes else {
      return Frame.append(.text, payload: json, to: &bytes)
    }
    bytes += event.bytes(for: self) {
      let message = json.withUnsafeBytes { Self.deflaters.compress($0, window: window) }
      // Uncompressed if compression does not make it smaller.
      return Frame.encode(.text, payload: message ?? json, isCompressed: message != nil)
    }
  }
}
