import Testing

@testable import HermesAccounts

struct KnownLoginsTests {
  @Test("An account is known at the addresses where it logged in, and nowhere else")
  func pairs() {
    let known = KnownLogins()
    known.remember("ada", at: "x")
    #expect(known.recall("ada", at: "x") != nil)
    #expect(known.recall("ada", at: "y") == nil)
    #expect(known.recall("bob", at: "x") == nil)
  }

  @Test("Past the maximum those that were used longest ago are forgotten")
  func bounded() {
    let known = KnownLogins(maximum: 4)
    for account in ["a", "b", "c", "d"] { known.remember(account, at: "x") }
    known.remember("a", at: "x")
    known.remember("e", at: "x")
    #expect(["a", "d", "e"].allSatisfy { known.recall($0, at: "x") != nil })
    #expect(known.recall("b", at: "x") == nil && known.recall("c", at: "x") == nil)
  }

  @Test("An attempt is a use, from which the next one counts")
  func uses() throws {
    let known = KnownLogins()
    for account in ["ada", "bob"] { known.remember(account, at: "x") }
    let first = try #require(known.recall("ada", at: "x"))
    let other = try #require(known.recall("bob", at: "x"))
    let second = try #require(known.recall("ada", at: "x"))
    #expect(first.lastUse < other.lastUse && other.lastUse < second.lastUse)
    #expect(first.key == second.key && first.key != other.key)
  }
}
