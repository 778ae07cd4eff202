import HermesContract
import Testing

struct CursorTests {
  @Test("A cursor's text gives the same cursor", arguments: [0, 1, 35, 36, 123_456_789, Int64.max])
  func roundTrip(position: Int64) {
    #expect(Cursor(text: Cursor(position).text) == Cursor(position))
  }

  @Test("Cursors compare as strings as they compare as places")
  func order() {
    let places: [Int64] = [0, 1, 9, 10, 35, 36, 71, 1295, 1296, 1_000_000, .max - 1, .max]
    #expect(places.map { Cursor($0).text } == places.map { Cursor($0).text }.sorted())
  }

  @Test(
    "A text that this server does not hand out is no cursor",
    arguments: [
      "", "c", "0", "c-1", "c+1", "c01", "cA", "c ", "c1 ", "C1", "c1y2p0ij32e8e8",
      "czzzzzzzzzzzzzz",
      "c1.0", "c١", String(repeating: "c", count: 10_000),
    ])
  func foreign(text: String) { #expect(Cursor(text: text) == nil) }

  @Test("The position after the greatest is itself: a client may name it")
  func next() {
    #expect(Int64.max.nextPosition == .max && Int64(0).nextPosition == 1)
    #expect((Int64.max - 1).nextPosition == .max)
  }
}
