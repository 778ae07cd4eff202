import HermesContract

/// A committed event on its way to its followers, with its encoded forms: each is produced once,
/// for all connections of all event loops and for later readers.
package final class PublishedEvent: Sendable {
  /// The event as the store committed it, with links for clients.
  package let event: CommittedEvent
  private let made = EncodingCache()

  /// Without any encoded form yet.
  /// - Parameter path: precedes the paths in links.
  package init(_ event: CommittedEvent, under path: PublicPath = .none) {
    var linked = event
    linked.json = event.json(under: path)
    self.event = linked
  }

  /// The bytes for an encoding, produced on first use.
  ///
  /// For encodings that take longer than copying the event's JSON.
  package func bytes(for encoding: any EventEncoding, make: () -> [UInt8]) -> [UInt8] {
    made.bytes(for: encoding, make: make)
  }
}
