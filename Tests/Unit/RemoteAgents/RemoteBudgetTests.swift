import Testing

@testable import HermesRemoteAgents

struct RemoteBudgetTests {
  @Test("One byte more than a call may have ends it, whatever it comes in")
  func limit() throws {
    let budget = RemoteBudget(of: "answers", limit: 100)
    for _ in 0..<10 { try budget.spend(10) }
    #expect {
      try budget.spend(1)
    } throws: { error in
      guard case RemoteFault.tooLarge(_, limit: 100) = error else { return false }
      return true
    }
    #expect(RemoteBudget.standardBytes == 64 << 20)
  }

  @Test("An event counts with what it takes beside its text")
  func events() throws {
    let budget = RemoteBudget(of: "events", limit: 1000)
    try budget.spend(on: .thinking("a"))
    try budget.spend(on: .thinking("a"))
    try budget.spend(on: .thinking("a"))
    #expect(throws: RemoteFault.self) { try budget.spend(on: .thinking("a")) }
  }
}
