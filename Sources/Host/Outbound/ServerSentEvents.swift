import Glibc

/// Splits the bytes of `text/event-stream` into the data of its events, however the bytes are
/// chunked.
///
/// Comments and other fields are skipped. A line with the field `error`, as llama.cpp writes it,
/// counts as data.
package struct ServerSentEvents {
  /// An event is longer than the limit.
  package struct TooLong: Error {}

  /// The limit of one event in bytes.
  private let limit: Int
  /// The names of events that are skipped.
  private let unwanted: Set<[UInt8]>
  private var isUnwanted = false
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var endsWithCR = false
  private var isFirstLine = true

  /// - Parameters:
  ///   - limit: the limit of one event in bytes.
  ///   - unwanted: the names of events without information, such as "ping".
  package init(limit: Int, without unwanted: Set<String> = []) {
    self.limit = limit
    self.unwanted = Set(unwanted.map { Array($0.utf8) })
  }

  /// Parses the next bytes.
  /// - Returns: the data of the events that are now complete.
  package mutating func feed(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [[UInt8]] {
    var events: [[UInt8]] = []
    var rest = Array(bytes)[...]
    // After a CR at the end of the previous bytes, an LF belongs to the same line end.
    if let first = rest.first {
      if endsWithCR, first == 0x0A { rest = rest.dropFirst() }
      endsWithCR = false
    }
    while let end = skippedLines(&rest) {
      try append(rest[..<end])
      if endLine(), let event = flush() { events.append(event) }
      let isCR = rest[end] == 0x0D
      rest = rest[(end + 1)...]
      if isCR {
        endsWithCR = rest.isEmpty
        if rest.first == 0x0A { rest = rest.dropFirst() }
      }
    }
    try append(rest)
    return events
  }

  /// Skips blank lines and comments that end no event, so that a flood of them costs little.
  /// - Returns: where the next line ends; nil if it is incomplete.
  private mutating func skippedLines(_ rest: inout ArraySlice<UInt8>) -> Int? {
    while line.isEmpty, !isFirstLine, !hasData, !isUnwanted, let first = rest.first {
      if first == 0x0A {
        rest.removeFirst()
      } else if first == UInt8(ascii: ":"), let end = Self.lineEnd(rest), rest[end] == 0x0A {
        rest = rest[(end + 1)...]
      } else {
        break
      }
    }
    return Self.lineEnd(rest)
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) throws(TooLong) {
    guard line.count + data.count + bytes.count <= limit else { throw TooLong() }
    line.append(contentsOf: bytes)
  }

  /// Uses memchr on the whole buffer: searching byte by byte would cost more than reading the
  /// event.
  private static func lineEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let feed = memchr(base, 0x0A, buffer.count)
      let room = feed.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? buffer.count
      let found = memchr(base, 0x0D, room) ?? feed
      return found.map { bytes.startIndex + (UnsafeRawPointer($0) - UnsafeRawPointer(base)) }
    }
  }

  /// Ends the stream. Returns the data of an event whose final blank line is missing, because some
  /// servers omit it; nil if there is none.
  package mutating func finish() -> [UInt8]? {
    _ = endLine()
    return flush()
  }

  /// - Returns: whether the line is blank, which ends an event.
  private mutating func endLine() -> Bool {
    defer {
      line.removeAll(keepingCapacity: true)
      isFirstLine = false
    }
    if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return line.isEmpty }
    if line[..<colon].elementsEqual("event".utf8) {
      let name = line[(colon + 1)...].drop { $0 == UInt8(ascii: " ") }
      isUnwanted = unwanted.contains(Array(name))
      return false
    }
    guard line[..<colon].elementsEqual("data".utf8) || line[..<colon].elementsEqual("error".utf8)
    else { return false }
    var value = line[(colon + 1)...]
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    if hasData { data.append(0x0A) }
    hasData = true
    data.append(contentsOf: value)
    return false
  }

  private mutating func flush() -> [UInt8]? {
    defer {
      data = []
      hasData = false
      isUnwanted = false
    }
    return hasData && !isUnwanted ? data : nil
  }
}
