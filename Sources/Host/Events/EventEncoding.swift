/// How one kind of connection writes events: WebSocket frames, server-sent events, or the updates
/// of an agent protocol.
///
/// Events remain typed up to this point. Each door brings its own encoding. Connections that are
/// sent the same bytes share one instance; encodings are compared by identity.
package protocol EventEncoding: AnyObject, Sendable {
  /// Appends the form in which connections of this kind receive an event. Called from any thread,
  /// possibly for many events concurrently.
  ///
  /// Expensive forms should be requested from the event (`PublishedEvent.bytes`), so that they are
  /// produced once for all connections.
  func append(_ event: PublishedEvent, to bytes: inout [UInt8])
}
