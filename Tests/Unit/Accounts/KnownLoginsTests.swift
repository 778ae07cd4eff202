import Testing

@testable import HermesAccounts

struct KnownLoginsTests {
  @Test("An account is known at the addresses where it logged in, and nowhere else")
  func pairs() {
    let known = KnownLogins()
    known.add("ada", at: "x")
    #expect(known.use("ada", at: "x") != nil)
    #expect(known.use("ada", at: "y") == nil)
    #expect(known.use("bob", at: "x") == nil)
  }

  @Test("Past the maximum those that were used longest ago are forgotten")
  func bounded() {
    let known = KnownLogins(maximum: 4)
    for account in ["a", "b", "c", "d"] { known.add(account, at: "x") }
    known.add("a", at: "x")
    known.add("e", at: "x")
    #expect(["a", "d", "e"].allSatisfy { known.use($0, at: "x") != nil })
    #expect(known.use("b", at: "x") == nil && known.use("c", at: "x") == nil)
  }

  @Test("An attempt is a use, from which the next one counts")
  func uses() throws {
    let known = KnownLogins()
    for account in ["ada", "bob"] { known.add(account, at: "x") }
    let first = try #require(known.use("ada", at: "x"))
    let other = try #require(known.use("bob", at: "x"))
    let second = try #require(known.use("ada", at: "x"))
    #expect(first.lastUse < other.lastUse && other.lastUse < second.lastUse)
    #expect(first.key == second.key && first.key != other.key)
  }
}
