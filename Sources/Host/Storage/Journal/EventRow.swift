import HermesContract

/// Consecutive events of a task as one row of the journal: a burst then costs its bytes, but not
/// two B-tree insertions per event.
///
/// The key of a row is the `seq` and `cursor` of its last event. The events are stored one per
/// line, which is possible because their JSON has no line breaks; the row of a single event is that
/// event.
struct EventRow {
  /// A row with more bytes gets no further events, so that reading a single event stays cheap.
  static let maximumBytes = 16 << 10

  private(set) var last: CommittedEvent
  private(set) var count: Int64 = 1
  private(set) var json: [UInt8]

  init(_ event: CommittedEvent) {
    last = event
    json = event.json
  }

  /// - Returns: false if the event has to start a new row.
  mutating func append(_ event: CommittedEvent) -> Bool {
    // Retention removes whole rows, so a row must not mix lossy and other events.
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

  /// The JSON texts of a row's events.
  static func lines(_ json: UnsafeRawBufferPointer, count: Int64) -> [[UInt8]] {
    count == 1 ? [[UInt8](json)] : json.split(separator: UInt8(ascii: "\n")).map([UInt8].init)
  }
}
