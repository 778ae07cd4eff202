import HermesContract

/// A committed event on its way to those who follow it, with what has been made of it: once for each encoding that
/// asks, for all connections of all event loops and for who reads it later.
package final class PublishedEvent: Sendable {
  package let event: CommittedEvent
  private let made = EncodingCache()

  package init(_ event: CommittedEvent) { self.event = event }

  /// The bytes that an encoding has made of this, or makes now.
  ///
  /// For encodings that take longer than copying the event's JSON.
  package func bytes(for encoding: any EventEncoding, make: () -> [UInt8]) -> [UInt8] {
    made.bytes(for: encoding, make: make)
  }
}
