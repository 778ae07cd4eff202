import HermesEvents

/// Encodes events as messages of `text/event-stream`.
final class EventSourceEncoding: EventEncoding {
  static let shared = EventSourceEncoding()

  private init() {}

  func append(_ event: PublishedEvent, to bytes: inout [UInt8]) {
    let event = event.event
    EventSourceText.append(event.json, id: event.isGap ? nil : event.seq, to: &bytes)
  }
}
