import Testing

@testable import HermesEvents

struct TopicLogTests {
  private func log(_ positions: ClosedRange<Int64>, frameBytes: Int = 1) -> TopicLog {
    var log = TopicLog()
    for position in positions {
      log.append(
        position: position, previous: position - 1,
        frame: Array(repeating: UInt8(truncatingIfNeeded: position), count: frameBytes),
        isTerminal: position == positions.upperBound)
    }
    return log
  }

  @Test("An empty log covers nothing")
  func empty() {
    #expect(TopicLog().segment(after: 0, maximumBytes: 10) == nil && TopicLog().last == nil)
  }

  @Test("From any position that is covered, exactly the frames after it are answered")
  func coverage() throws {
    let log = log(5...20)
    #expect(log.segment(after: 3, maximumBytes: 100) == nil)
    for position in Int64(4)...20 {
      let segment = try #require(log.segment(after: position, maximumBytes: 100))
      #expect(segment.frames.map(Int64.init) == Array((position + 1)..<21))
      #expect(segment.previous == position && segment.last == 20)
      #expect(segment.isTerminal == (position < 20))
    }
    #expect(log.segment(after: 25, maximumBytes: 100)?.frames.isEmpty == true)
  }

  @Test("A segment ends with the frame that reaches the wanted size")
  func pages() throws {
    let log = log(1...10, frameBytes: 4)
    let segment = try #require(log.segment(after: 0, maximumBytes: 9))
    #expect(segment.frames.count == 12 && segment.last == 3 && !segment.isTerminal)
    #expect(log.segment(after: 9, maximumBytes: 0)?.last == 10)
  }

  @Test("Past a mebibyte the oldest frames go, and what was theirs is no longer covered")
  func eviction() throws {
    let log = log(1...100, frameBytes: 64 << 10)
    #expect(log.segment(after: 83, maximumBytes: 1) == nil)
    let segment = try #require(log.segment(after: 84, maximumBytes: .max))
    #expect(segment.last == 100 && segment.frames.count == TopicLog.maximumBytes)
  }

  @Test("The newest frame is kept, however large")
  func oversized() throws {
    let log = log(1...2, frameBytes: TopicLog.maximumBytes + 1)
    #expect(log.segment(after: 0, maximumBytes: 1) == nil)
    #expect(log.segment(after: 1, maximumBytes: 1)?.last == 2)
  }

  @Test("Behind a hole everything before it is forgotten")
  func hole() {
    var log = log(5...7)
    log.append(position: 9, previous: 8, frame: [9], isTerminal: false)
    #expect(log.segment(after: 7, maximumBytes: 9) == nil)
    #expect(log.segment(after: 8, maximumBytes: 9)?.frames == [9])
    log.append(position: 10, previous: 9, frame: [10], isTerminal: false)
    #expect(log.segment(after: 8, maximumBytes: 9)?.frames == [9, 10])
  }
}
