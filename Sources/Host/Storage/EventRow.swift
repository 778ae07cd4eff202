import HermesContract

/// Consecutive events of a task as one row of the journal: a burst then costs its bytes, and not
/// two places in B-trees for every event.
///
/// A row is found by the `seq` and `cursor` of its last event. The texts stand a line each, which
/// JSON without line breaks allows; the row of a single event is that event.
struct EventRow {
  /// No event is added to a row that has more: what a reader wants one event of stays small.
  static let maximumBytes = 16 << 10

  private(set) var last: CommittedEvent
  private(set) var count: Int64 = 1
  private(set) var json: [UInt8]

  init(_ event: CommittedEvent) {
    last = event
    json = event.json
  }

  /// - Returns: false if the event belongs into a row of its own.
  mutating func append(_ event: CommittedEvent) -> Bool {
    // Retention takes rows whole.
    guard event.type == last.type, !event.type.isLossyInPart, event.cursor == last.cursor + 1,
      event.task == last.task, json.count < Self.maximumBytes
    else { return false }
    if count == 1 { json.reserveCapacity(Self.maximumBytes + event.json.count) }
    json.append(UInt8(ascii: "\n"))
    json.append(contentsOf: event.json)
    last = event
    count += 1
    return true
  }

  /// The texts of a row's events.
  static func lines(_ json: UnsafeRawBufferPointer, count: Int64) -> [[UInt8]] {
    count == 1 ? [[UInt8](json)] : json.split(separator: UInt8(ascii: "\n")).map([UInt8].init)
  }
}
