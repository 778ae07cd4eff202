import HermesContract
import Synchronization

/// A committed event on its way to those who follow it, with what has been made of it: once for each encoding that
/// asks, for all connections of all event loops and for who reads it later.
package final class PublishedEvent: Sendable {
  package let event: CommittedEvent
  private let made = Mutex<[(encoding: ObjectIdentifier, bytes: [UInt8])]>([])

  package init(_ event: CommittedEvent) { self.event = event }

  /// The bytes that an encoding has made of this, or makes now.
  ///
  /// For encodings that take longer than copying the event's JSON.
  package func bytes(for encoding: any EventEncoding, make: () -> [UInt8]) -> [UInt8] {
    // Under the lock, so that loops that want the same at once do not both make it.
    made.withLock { made in
      let key = ObjectIdentifier(encoding)
      if let known = made.first(where: { $0.encoding == key }) { return known.bytes }
      let bytes = make()
      made.append((key, bytes))
      return bytes
    }
  }
}
