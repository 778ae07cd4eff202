import HermesContract
import HermesEvents

extension PublishedEvent {
  /// - Parameter json: what stands for the event's JSON.
  static func sample(_ json: [UInt8], seq: Int64 = 1) -> PublishedEvent {
    PublishedEvent(
      CommittedEvent(
        task: TaskID("t"), owner: UserID("u"), type: .stepProgress, seq: seq, cursor: seq,
        json: json))
  }
}

/// Events as their JSON, one after the other.
final class BareEncoding: EventEncoding {
  static let shared = BareEncoding()

  func append(_ event: PublishedEvent, to bytes: inout [UInt8]) { bytes += event.event.json }
}
