import HermesContract
import Testing

extension StoreSuite {
  /// Accounts and their sessions.
  @Suite struct Accounts {
    @Test("An e-mail address and a username are each taken once", arguments: StoreBackend.all)
    func accounts(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let store = bench.store
      var second = UserRecord.sample()
      #expect(try await !store.insert(second))
      second.email = "b@example.org"
      second.username = "bob"
      second.fullName = "Bob"
      second.createdAt = Timestamp.now.adding(seconds: 5)
      #expect(try await store.insert(second))
      var third = UserRecord.sample("c")
      third.username = "bob"
      #expect(try await !store.insert(third))
      let found = try #require(try await store.user(email: "bob"))
      #expect(found.id == second.id && found.email == second.email && found.role == .user)
      #expect(found.createdAt == second.createdAt && found.username == "bob")
      #expect(try await store.user(email: second.email)?.id == second.id)
      #expect(try await store.user(email: "nobody") == nil)
      #expect(try await store.user(.random()) == nil)
      #expect(
        try await store.usage(after: nil, limit: 9).map(\.user.id) == [bench.user.id, second.id])
      try await bench.close()
    }

    @Test(
      "A role is set; a password is replaced only where it is the one that was checked",
      arguments: StoreBackend.all)
    func password(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let (store, user) = (bench.store, bench.user.id)
      let sessions = [session(bench), session(bench), session(bench)]
      for session in sessions {
        #expect(
          try await store.insert(session, checked: bench.user.passwordHash, role: .user) == [])
      }
      try await store.setRole(.admin, of: user)
      let ended = try await store.setPassword(
        "new", of: user, replacing: "-", except: sessions[1].id)
      #expect(Set(ended ?? []) == [sessions[0].id, sessions[2].id])
      #expect(try await store.session(sessions[1].id) != nil)
      let late = try await store.setPassword("newer", of: user, replacing: "-", except: nil)
      #expect(late == nil)
      #expect(try await store.session(sessions[1].id) != nil)
      let read = try #require(try await store.user(user))
      #expect(read.role == .admin && read.passwordHash == "new")
      // A log-in that checked the old one, and one that began before the account became an admin's.
      #expect(try await store.insert(session(bench), checked: "-", role: .admin) == nil)
      #expect(try await store.insert(session(bench), checked: "new", role: .user) == nil)
      #expect(try await store.insert(session(bench), checked: "new", role: .admin) != nil)
      try await bench.close()
    }

    @Test("What accounts use, in pages, in order of creation", arguments: StoreBackend.all)
    func usage(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let (store, first) = (bench.store, bench.user)
      let second = try await bench.add("second@example.org")
      let task = try await bench.create(query: "Write a poem")
      try await bench.create(owner: second.id)
      try await bench.change(
        task.id, .ended(.completed, result: "A poem", error: nil, at: .now))
      try await store.count(tokens: 7, of: first.id)
      let session = session(bench)
      #expect(try await store.insert(session, checked: first.passwordHash, role: .user) == [])
      let all = try await store.usage(after: nil, limit: 10)
      #expect(Set(all.map(\.user.id)) == [first.id, second.id])
      let own = try #require(all.first { $0.user.id == first.id })
      #expect(own.tasks == 1 && own.openTasks == 0 && own.tasksToday == 1 && own.tokensToday == 7)
      #expect(own.sessions == 1 && own.keys == 0 && own.storedBytes > 0)
      #expect(own.lastSeenAt == session.refreshedAt)
      let other = try #require(all.first { $0.user.id == second.id })
      #expect(other.tasks == 1 && other.openTasks == 1 && other.sessions == 0)
      #expect(other.lastSeenAt == nil && other.tokensToday == 0)
      let page = try await store.usage(after: nil, limit: 1)
      let rest = try await store.usage(after: page[0].user.id, limit: 10)
      #expect(page.count == 1 && rest.map(\.user.id) == all.dropFirst().map(\.user.id))
      #expect(try await store.usage(after: all[1].user.id, limit: 10).isEmpty)
      try await bench.close()
    }

    @Test(
      "A user has a bounded number of sessions: the one that would expire first makes room",
      arguments: StoreBackend.all)
    func manySessions(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let hash = bench.user.passwordHash
      let now = Timestamp.now
      let sessions = (0..<(SessionRecord.maximumPerUser + 2)).map { number in
        // The second is the first to expire.
        session(bench, expiresAt: now.adding(seconds: number == 1 ? 50 : Int64(60 + number)))
      }
      for session in sessions.dropLast(2) {
        #expect(try await bench.store.insert(session, checked: hash, role: .user) == [])
      }
      let first = try await bench.store.insert(
        sessions[sessions.count - 2], checked: hash, role: .user)
      let second = try await bench.store.insert(
        sessions[sessions.count - 1], checked: hash, role: .user)
      #expect(first == [sessions[1].id] && second == [sessions[0].id])
      #expect(try await bench.store.session(sessions[0].id) == nil)
      #expect(try await bench.store.session(sessions[2].id) != nil)
      try await bench.close()
    }

    private func session(
      _ bench: StoreBench, expiresAt: Timestamp = Timestamp.now.adding(seconds: 60)
    ) -> SessionRecord {
      SessionRecord(id: .random(), user: bench.user.id, refreshID: "1", expiresAt: expiresAt)
    }

    @Test(
      "A session's refresh id is replaced once; revoked and expired sessions are gone",
      arguments: StoreBackend.all)
    func sessions(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let store = bench.store
      let later = Timestamp.now.adding(seconds: 60)
      let old = session(bench, expiresAt: Timestamp.now.adding(seconds: -1))
      let (first, second) = (session(bench), session(bench))
      for session in [old, first, second] {
        #expect(
          try await store.insert(session, checked: bench.user.passwordHash, role: .user) == [])
      }
      #expect(try await store.session(old.id) == nil)
      func rotate(_ old: String, to new: String) async throws -> SessionRotation {
        try await store.rotate(session: first.id, from: old, to: new, expiresAt: later)
      }
      #expect(try await rotate("1", to: "2") == .done)
      #expect(try await rotate("1", to: "3") == .reused)
      let rotated = try #require(try await store.session(first.id))
      #expect(rotated.refreshID == "2" && rotated.expiresAt == later)
      #expect(rotated.user == bench.user.id)
      try await store.revoke(session: first.id)
      #expect(try await rotate("2", to: "3") == .ended)
      let kept = try await store.revokeSessions(of: bench.user.id, except: second.id)
      #expect(kept.isEmpty)
      #expect(try await store.revokeSessions(of: bench.user.id, except: nil) == [second.id])
      #expect(try await store.revokeSessions(of: bench.user.id, except: nil).isEmpty)
      try await bench.close()
    }
  }
}
