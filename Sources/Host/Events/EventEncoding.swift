/// How one kind of connection writes events: WebSocket frames, server-sent events, the updates of an agent protocol.
///
/// Events stay typed up to here. A door brings its own encoding; connections that are sent the same bytes share one
/// instance, which is what tells encodings apart.
package protocol EventEncoding: AnyObject, Sendable {
  /// Appends what a connection of this kind is sent of an event. From any thread, also for many events at once.
  ///
  /// What takes time to make is asked of the event (`PublishedEvent.bytes`), so that it is made once for all.
  func append(_ event: PublishedEvent, to bytes: inout [UInt8])
}
