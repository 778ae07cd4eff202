import Testing

@testable import HermesEvents

struct TopicLogTests {
  private func log(_ positions: ClosedRange<Int64>, bytes: Int = 1) -> TopicLog {
    var log = TopicLog()
    for position in positions {
      log.append(
        .sample(Array(repeating: UInt8(truncatingIfNeeded: position), count: bytes)),
        at: position, after: position - 1, isTerminal: position == positions.upperBound)
    }
    return log
  }

  @Test("An empty log covers nothing")
  func empty() {
    #expect(TopicLog().segment(after: 0, maximumBytes: 10) == nil && TopicLog().last == nil)
  }

  @Test("From any position that is covered, exactly the events after it are answered")
  func coverage() throws {
    let log = log(5...20)
    #expect(log.segment(after: 3, maximumBytes: 100) == nil)
    for position in Int64(4)...20 {
      let segment = try #require(log.segment(after: position, maximumBytes: 100))
      #expect(segment.bytes(BareEncoding.shared).map(Int64.init) == Array((position + 1)..<21))
      #expect(segment.previous == position && segment.last == 20)
      #expect(segment.isTerminal == (position < 20))
    }
    #expect(log.segment(after: 25, maximumBytes: 100)?.isEmpty == true)
  }

  @Test("A segment ends with the event that reaches the wanted size")
  func pages() throws {
    let log = log(1...10, bytes: 4)
    let segment = try #require(log.segment(after: 0, maximumBytes: 9))
    #expect(segment.byteCount == 12 && segment.last == 3 && !segment.isTerminal)
    #expect(log.segment(after: 9, maximumBytes: 0)?.last == 10)
  }

  @Test("Past a mebibyte the oldest events go, and what was theirs is no longer covered")
  func eviction() throws {
    let log = log(1...100, bytes: 64 << 10)
    #expect(log.segment(after: 83, maximumBytes: 1) == nil)
    let segment = try #require(log.segment(after: 84, maximumBytes: .max))
    #expect(segment.last == 100 && segment.byteCount == TopicLog.maximumBytes)
  }

  @Test("The newest event is kept, however large")
  func oversized() throws {
    let log = log(1...2, bytes: TopicLog.maximumBytes + 1)
    #expect(log.segment(after: 0, maximumBytes: 1) == nil)
    #expect(log.segment(after: 1, maximumBytes: 1)?.last == 2)
  }

  @Test("Behind a hole everything before it is forgotten")
  func hole() {
    var log = log(5...7)
    log.append(.sample([9]), at: 9, after: 8, isTerminal: false)
    #expect(log.segment(after: 7, maximumBytes: 9) == nil)
    #expect(log.segment(after: 8, maximumBytes: 9)?.bytes(BareEncoding.shared) == [9])
    log.append(.sample([10]), at: 10, after: 9, isTerminal: false)
    #expect(log.segment(after: 8, maximumBytes: 9)?.bytes(BareEncoding.shared) == [9, 10])
  }
}
