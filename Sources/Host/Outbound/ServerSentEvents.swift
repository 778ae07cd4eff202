import Glibc

/// Cuts the bytes of `text/event-stream` into the data of its events, wherever they are cut.
///
/// Comments and other fields are left out. A line of the field `error`, as llama.cpp writes it, counts
/// as data.
package struct ServerSentEvents {
  package struct TooLong: Error {}

  /// Bytes of one event.
  private let limit: Int
  /// Names of events that are left out.
  private let unwanted: Set<[UInt8]>
  private var isUnwanted = false
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var endsWithCR = false
  private var isFirstLine = true

  /// - Parameter unwanted: names of events that say nothing, such as "ping".
  package init(limit: Int, without unwanted: Set<String> = []) {
    self.limit = limit
    self.unwanted = Set(unwanted.map { Array($0.utf8) })
  }

  /// - Returns: the data of the events that are complete now.
  package mutating func feed(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [[UInt8]] {
    var events: [[UInt8]] = []
    var rest = Array(bytes)[...]
    // Of CRLF only the first ends the line, wherever they are cut.
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

  /// Passes over blank lines and comments that end no event: a flood of them must cost little.
  /// - Returns: where the next line ends.
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

  /// A long event is searched as a whole: byte by byte would cost more than reading it does.
  private static func lineEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let feed = memchr(base, 0x0A, buffer.count)
      let room = feed.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? buffer.count
      let found = memchr(base, 0x0D, room) ?? feed
      return found.map { bytes.startIndex + (UnsafeRawPointer($0) - UnsafeRawPointer(base)) }
    }
  }

  /// The stream is over. What the last blank line is missing of still counts: some servers leave it
  /// out.
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
