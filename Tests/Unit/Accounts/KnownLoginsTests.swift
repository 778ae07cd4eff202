import Testing

@testable import HermesAccounts

struct KnownLoginsTests {
  @Test("An account is known at the addresses where it logged in, and nowhere else")
  func pairs() {
    let known = KnownLogins()
    known.add("ada", at: "x")
    #expect(known.contains("ada", at: "x"))
    #expect(!known.contains("ada", at: "y"))
    #expect(!known.contains("bob", at: "x"))
  }

  @Test("Past the maximum those that were used longest ago are forgotten")
  func bounded() {
    let known = KnownLogins(maximum: 4)
    for account in ["a", "b", "c", "d"] { known.add(account, at: "x") }
    known.add("a", at: "x")
    known.add("e", at: "x")
    #expect(["a", "d", "e"].allSatisfy { known.contains($0, at: "x") })
    #expect(!known.contains("b", at: "x") && !known.contains("c", at: "x"))
  }
}
