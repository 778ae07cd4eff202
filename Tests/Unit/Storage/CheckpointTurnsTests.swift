import Testing

@testable import HermesStorage

struct CheckpointTurnsTests {
  @Test(
    "What can't be moved is tried again after as much more, and waited for when the log is long")
  func partial() {
    var turns = CheckpointTurns()
    #expect(turns.isTurn(at: 999) == nil)
    #expect(turns.isTurn(at: 1000) == false)
    turns.ended(at: 1000, isLong: false, isAllMoved: false)
    #expect(turns.isTurn(at: 1999) == nil)
    #expect(turns.isTurn(at: 4100) == true)
    turns.ended(at: 4100, isLong: true, isAllMoved: false)
    #expect(turns.isTurn(at: 5100) == false)
    turns.ended(at: 5100, isLong: false, isAllMoved: false)
    #expect(turns.isTurn(at: 8196) == true)
  }

  @Test("A log that has begun anew has its first turn as usual")
  func anew() {
    var turns = CheckpointTurns()
    #expect(turns.isTurn(at: 5000) == true)
    turns.ended(at: 5000, isLong: true, isAllMoved: false)
    #expect(turns.isTurn(at: 3) == nil)
    #expect(turns.isTurn(at: 1000) == false)
    turns.ended(at: 1000, isLong: false, isAllMoved: true)
    #expect(turns.isTurn(at: 1000) == false)
  }
}
