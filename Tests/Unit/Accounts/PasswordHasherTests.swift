import Testing

@testable import HermesAccounts

struct PasswordHasherTests {
  private let hasher = PasswordHasher(cost: 10)

  @Test("A password fits its own hash and no other")
  func verify() async throws {
    let hash = try await hasher.hash("pässword")
    #expect(hash.hasPrefix("scrypt$10$"))
    #expect(try await hasher.verify("pässword", against: hash))
    #expect(try await !hasher.verify("pässwor", against: hash))
    #expect(try await !hasher.verify("", against: hash))
    #expect(try await hasher.hash("pässword") != hash)
  }

  @Test("A hash made at another cost still fits")
  func otherCost() async throws {
    let hash = try await PasswordHasher(cost: 11).hash("secret")
    #expect(try await hasher.verify("secret", against: hash))
  }

  @Test(
    "What is no hash fits nothing",
    arguments: [
      nil, "", "-", "scrypt$10$", "bcrypt$10$AAAA$AAAA", "scrypt$10$AAAA$AAAA", "scrypt$10$$",
      "$$$",
    ])
  func noHash(hash: String?) async throws {
    #expect(try await !hasher.verify("", against: hash))
  }

  @Test("Many log-ins of one address leave room for those of others")
  func addresses() async throws {
    let hasher = PasswordHasher(cost: 14)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<100 {
        group.addTask { (try? await hasher.verify("secret", against: nil, for: "x")) == nil }
      }
      #expect(await (try? hasher.verify("secret", against: nil, for: "y")) != nil)
      group.cancelAll()
      var refused = 0
      for await isRefused in group where isRefused { refused += 1 }
      #expect(refused > 0)
    }
  }

  @Test("Strangers' log-ins don't delay who has logged in from there before")
  func known() async throws {
    let hasher = PasswordHasher(cost: 14)
    await withTaskGroup(of: Bool.self) { group in
      for network in 0..<64 {
        group.addTask {
          (try? await hasher.verify("secret", against: nil, for: "10.0.\(network).1")) == nil
        }
      }
      #expect(
        await
          (try? hasher.verify(
            "secret", against: nil, for: "10.1.0.1", known: KnownLogin(key: "ada", lastUse: 1)))
          != nil)
      group.cancelAll()
      // Those that would have come first still waited.
      #expect(await group.reduce(0) { $0 + ($1 ? 1 : 0) } > 32)
    }
  }

  @Test("Of those who are known, who has not tried for longest goes first, also past a full queue")
  func knownFlood() async throws {
    let hasher = PasswordHasher(cost: 14)
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask {
          let login = KnownLogin(key: "\(number)", lastUse: 2 + number)
          return
            (try? await hasher.verify(
              "secret", against: nil, for: "10.0.\(number).1", known: login)) == nil
        }
      }
      for _ in 0..<2 {
        let ada = KnownLogin(key: "ada", lastUse: 1)
        #expect(
          await (try? hasher.verify("secret", against: nil, for: "10.1.0.1", known: ada)) != nil)
      }
      group.cancelAll()
      #expect(await group.reduce(0) { $0 + ($1 ? 1 : 0) } > 50)
    }
  }
}
