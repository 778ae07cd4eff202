import HermesContract
import Testing

extension StoreSuite {
  /// API keys, invitations, and accounts that are disabled.
  @Suite struct Access {
    private func key(
      _ name: String, of user: UserID, digest: UInt8 = 1, expiresAt: Timestamp? = nil
    ) -> APIKeyRecord {
      APIKeyRecord(
        id: .random(), user: user, name: name, scope: .run, digest: [digest], createdAt: .now,
        expiresAt: expiresAt)
    }

    @Test(
      "A key is found by its digest until it is revoked or expires", arguments: StoreBackend.all)
    func keys(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let (store, user) = (bench.store, bench.user.id)
      let mine = key("one", of: user)
      #expect(try await store.insert(mine) == .done)
      #expect(try await store.insert(key("one", of: user, digest: 2)) == .nameTaken)
      let found = try #require(try await store.apiKey(withDigest: [1]))
      #expect(found.key.id == mine.id && found.key.user == user && found.role == .user)
      #expect(found.key.scope == .run && found.key.name == "one" && found.key.lastUsedAt == nil)
      #expect(try await store.apiKey(withDigest: [2]) == nil)
      let now = Timestamp.now
      try await store.recordUse(of: mine.id, at: now)
      #expect(try await store.apiKeys(of: user).map(\.lastUsedAt) == [now])
      let old = key("old", of: user, digest: 3, expiresAt: now.adding(seconds: -1))
      #expect(try await store.insert(old) == .done)
      #expect(try await store.apiKey(withDigest: [3]) == nil)
      #expect(Set(try await store.apiKeys(of: user).map(\.id)) == [mine.id, old.id])
      let other = try await bench.add("eve")
      #expect(try await !store.revoke(mine.id, of: other.id))
      #expect(try await store.revoke(mine.id, of: user))
      #expect(try await !store.revoke(mine.id, of: user))
      #expect(try await store.apiKey(withDigest: [1]) == nil)
      try await bench.close()
    }

    @Test(
      "An account has a bounded number of keys; nobody's keys are refused",
      arguments: StoreBackend.all)
    func manyKeys(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      for number in 0..<APIKeyRecord.maximumPerUser {
        let key = key("\(number)", of: bench.user.id, digest: UInt8(number))
        #expect(try await bench.store.insert(key) == .done)
      }
      #expect(try await bench.store.insert(key("more", of: bench.user.id, digest: 200)) == .tooMany)
      #expect(try await bench.store.insert(key("x", of: .random(), digest: 201)) == .noAccount)
      try await bench.close()
    }

    @Test(
      "A disabled account has no sessions and cannot get one, and its keys are refused until it is enabled",
      arguments: StoreBackend.all)
    func disabled(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let (store, user) = (bench.store, bench.user.id)
      let session = SessionRecord(
        id: .random(), user: user, refreshID: "1", expiresAt: Timestamp.now.adding(seconds: 60),
        origin: LoginOrigin(address: "192.0.2.7", client: "curl"))
      #expect(try await store.insert(session, checked: bench.user.passwordHash, role: .user) == [])
      let shown = try await store.sessions(of: user)
      #expect(shown.map(\.id) == [session.id] && shown[0].origin == session.origin)
      let mine = key("one", of: user)
      #expect(try await store.insert(mine) == .done)
      let ended = try await store.setDisabled(true, of: user)
      #expect(Set(ended) == [session.id, SessionID(key: mine.id)])
      #expect(try await store.user(user)?.disabledAt != nil)
      #expect(try await store.sessions(of: user).isEmpty)
      #expect(try await store.insert(session, checked: bench.user.passwordHash, role: .user) == nil)
      #expect(try await store.apiKey(withDigest: [1]) == nil)
      #expect(try await store.insert(key("two", of: user, digest: 2)) == .noAccount)
      #expect(try await store.setDisabled(false, of: user).isEmpty)
      #expect(try await store.user(user)?.disabledAt == nil)
      #expect(try await store.apiKey(withDigest: [1])?.key.id == mine.id)
      #expect(try await store.delete(user: user) == [SessionID(key: mine.id)])
      #expect(try await store.apiKey(withDigest: [1]) == nil)
      try await bench.close()
    }

    @Test(
      "An invitation is good for one account, for its address, until it expires",
      arguments: StoreBackend.all)
    func invitations(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let store = bench.store
      func invite(_ digest: UInt8, email: String? = nil, seconds: Int64 = 60) async throws {
        let now = Timestamp.now
        #expect(
          try await store.insert(
            InvitationRecord(
              digest: [digest], email: email, createdAt: now,
              expiresAt: now.adding(seconds: seconds))))
      }
      func register(_ name: String, using digest: UInt8) async throws -> AccountInsertion {
        try await store.insert(UserRecord.sample(name), using: [digest])
      }
      try await invite(1)
      // An address that is taken does not use it up.
      #expect(try await register("ada", using: 1) == .taken)
      #expect(try await store.isOpen(invitation: [1], for: "x@example.org"))
      #expect(try await register("bob", using: 1) == .done)
      #expect(try await register("eve", using: 1) == .notInvited)
      #expect(try await !store.isOpen(invitation: [1], for: "x@example.org"))
      try await invite(2, email: "carl@example.org")
      #expect(try await register("eve", using: 2) == .notInvited)
      #expect(try await register("carl", using: 2) == .done)
      try await invite(3, seconds: -1)
      #expect(try await register("dora", using: 3) == .notInvited)
      try await invite(4)
      #expect(try await store.removeInvitations() == 1)
      #expect(try await register("dora", using: 4) == .notInvited)
      try await bench.close()
    }
  }
}
