import HermesContract
import Testing

@testable import HermesEvents

struct PublishedEventTests {
  @Test("What an encoding makes of an event is made once, and apart from what others make of it")
  func once() {
    let event = PublishedEvent.sample([1])
    let other = BareEncoding()
    for _ in 0..<3 {
      #expect(event.bytes(for: BareEncoding.shared) { [7] } == [7])
      #expect(event.bytes(for: other) { [8] } == [8])
    }
    let again = event.bytes(for: other) {
      Issue.record("made again")
      return []
    }
    #expect(again == [8])
  }

  @Test("Readers of one page share what is made of it; a segment of its own is made anew")
  func shared() {
    final class Counting: EventEncoding {
      let made = Counter()
      func append(_ event: PublishedEvent, to bytes: inout [UInt8]) {
        made.add()
        bytes += event.event.json
      }
    }
    for (isShared, count) in [(true, 1), (false, 3)] {
      var segment = Segment(after: 0, isShared: isShared)
      segment.append(.sample([5, 6]), at: 1, isTerminal: true)
      let encoding = Counting()
      for _ in 0..<3 { #expect(segment.bytes(encoding) == [5, 6]) }
      #expect(encoding.made.value == count)
    }
  }
}
