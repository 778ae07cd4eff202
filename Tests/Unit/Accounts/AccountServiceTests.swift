import HermesContract
import HermesStorage
import Synchronization
import Testing

@testable import HermesAccounts

struct AccountServiceTests {
  private final class Bench: Sendable {
    let service: AccountService
    let store: InterruptedAccounts
    private let revoked = Revoked()
    private let folder: TemporaryFolder

    init(
      passwordCost: Int = 10, _ change: (inout AccountService.Configuration) -> Void = { _ in }
    ) async throws {
      folder = try TemporaryFolder()
      var configuration = AccountService.Configuration()
      // Nothing is refilled while a test runs, however long that takes.
      let start = ContinuousClock.now
      configuration.now = { start }
      change(&configuration)
      store = InterruptedAccounts(
        try SQLiteStore(path: folder.file("a.sqlite"), durability: .process))
      service = await AccountService(
        configuration, store: store, hasher: PasswordHasher(cost: passwordCost),
        secrets: try SigningSecrets.load(path: folder.file("keys")),
        onRevoke: { [revoked] session in revoked.sessions.withLock { $0.append(session) } })
    }

    /// The sessions whose sockets were closed.
    var closed: [SessionID] { revoked.sessions.withLock { $0 } }

    func code<Result>(_ body: (AccountService) async throws -> Result) async -> String? {
      do {
        _ = try await body(service)
        return nil
      } catch { return (error as? HermesError)?.code ?? "\(error)" }
    }
  }

  private final class Revoked: Sendable {
    let sessions = Mutex<[SessionID]>([])
  }

  private let ada = Registration(email: "Ada@Example.org", password: "secret", username: "Ada")

  @Test("Who registers can log in by e-mail or username, in any case")
  func login() async throws {
    let bench = try await Bench()
    let grant = try await bench.service.register(ada, address: "x")
    #expect(grant.user.email == "ada@example.org" && grant.lifetime == 3600)
    for name in ["ada@example.org", "ADA@example.ORG", "ada", "Ada", "ADA"] {
      let login = try await bench.service.login(email: name, password: "secret", address: "x")
      #expect(login.user.id == grant.user.id)
    }
    let identity = try await bench.service.authenticate(grant.access)
    #expect(identity.user == grant.user.id && identity.scope == .run && !identity.isKey)
  }

  @Test("An e-mail address or username that is taken is refused, in any case")
  func taken() async throws {
    let bench = try await Bench()
    _ = try await bench.service.register(ada, address: "x")
    for form in [
      Registration(email: "ADA@EXAMPLE.ORG", password: "secret"),
      Registration(email: "b@c", password: "secret", username: "aDA"),
    ] {
      #expect(await bench.code { try await $0.register(form, address: "x") } == "email_taken")
    }
  }

  @Test("A wrong password and an unknown address have the same answer")
  func wrong() async throws {
    let bench = try await Bench()
    _ = try await bench.service.register(ada, address: "x")
    for (email, password) in [
      ("ada@example.org", "wrong"), ("nobody@example.org", "secret"), ("", ""),
    ] {
      #expect(
        await bench.code { try await $0.login(email: email, password: password, address: "x") }
          == "wrong_credentials")
    }
  }

  @Test("Failed log-ins are throttled by account and address; right ones are not")
  func throttle() async throws {
    let bench = try await Bench { $0.loginBurst = 3 }
    _ = try await bench.service.register(ada, address: "x")
    for _ in 0..<6 {
      _ = try await bench.service.login(email: "ada", password: "secret", address: "x")
    }
    func attempt(_ address: String, _ email: String) async -> String? {
      await bench.code { try await $0.login(email: email, password: "wrong", address: address) }
    }
    for _ in 0..<3 { #expect(await attempt("x", "ada") == "wrong_credentials") }
    #expect(await attempt("x", "ADA") == "too_many_attempts")
    #expect(await attempt("y", "ada") == "wrong_credentials")
    #expect(await attempt("x", "eve") == "wrong_credentials")
  }

  @Test(
    "Failed log-ins of one address are throttled whatever accounts they name; right ones count a quarter"
  )
  func addressThrottle() async throws {
    let bench = try await Bench { $0.registerBurst = 3 }
    _ = try await bench.service.register(ada, address: "z")
    func attempt(_ address: String, _ email: String, _ password: String) async -> String? {
      await bench.code {
        try await $0.login(email: email, password: password, address: address)
      }
    }
    for _ in 0..<4 { #expect(await attempt("x", "ada", "secret") == nil) }
    for email in ["a@b", "c@d"] { #expect(await attempt("x", email, "no") == "wrong_credentials") }
    #expect(await attempt("x", "e@f", "no") == "too_many_attempts")
    #expect(await attempt("y", "e@f", "no") == "wrong_credentials")
  }

  @Test("Strangers' log-ins from many networks don't delay who has logged in from there before")
  func flood() async throws {
    let bench = try await Bench(passwordCost: 14)
    _ = try await bench.service.register(ada, address: "192.0.2.1")
    await withTaskGroup(of: String?.self) { group in
      for network in 0..<60 {
        group.addTask {
          await bench.code {
            try await $0.login(email: "a@b", password: "no", address: "10.0.\(network).1")
          }
        }
      }
      func login() async -> String? {
        await bench.code {
          try await $0.login(email: "ada", password: "secret", address: "192.0.2.1")
        }
      }
      for _ in 0..<2 { #expect(await login() == nil) }
      group.cancelAll()
      #expect(await group.reduce(0) { $0 + ($1 == "wrong_credentials" ? 0 : 1) } > 30)
    }
  }

  @Test("Registrations from one address are throttled, and an invalid form costs nothing")
  func registerThrottle() async throws {
    let bench = try await Bench { $0.registerBurst = 1 }
    #expect(
      await bench.code {
        try await $0.register(Registration(email: "x", password: "secret"), address: "x")
      } == "invalid_field")
    _ = try await bench.service.register(ada, address: "x")
    let second = Registration(email: "b@c", password: "secret")
    #expect(await bench.code { try await $0.register(second, address: "x") } == "too_many_attempts")
    #expect(await bench.code { try await $0.register(second, address: "y") } == nil)
  }

  @Test("A user refreshes so many tokens at once, over all sessions; others do not notice")
  func refreshThrottle() async throws {
    let bench = try await Bench { $0.refreshBurst = 2 }
    let first = try await bench.service.register(ada, address: "x")
    let second = try await bench.service.login(email: "ada", password: "secret", address: "x")
    let next = try await bench.service.refresh(first.refresh)
    _ = try await bench.service.refresh(second.refresh)
    #expect(await bench.code { try await $0.refresh(next.refresh) } == "too_many_attempts")
    let other = try await bench.service.register(
      Registration(email: "b@c", password: "secret"), address: "x")
    #expect(await bench.code { try await $0.refresh(other.refresh) } == nil)
  }

  @Test("Refresh tokens of a session that has ended use nothing up")
  func refreshOfEnded() async throws {
    let bench = try await Bench { $0.refreshBurst = 1 }
    let ended = try await bench.service.register(ada, address: "x")
    let open = try await bench.service.login(email: "ada", password: "secret", address: "x")
    let identity = try await bench.service.authenticate(ended.access)
    try await bench.service.logOut(identity, from: LoginOrigin())
    for _ in 0..<3 {
      #expect(await bench.code { try await $0.refresh(ended.refresh) } == "invalid_token")
    }
    #expect(await bench.code { try await $0.refresh(open.refresh) } == nil)
  }

  @Test("A refresh token is good once; its reuse ends the session and what was made from it")
  func refresh() async throws {
    let bench = try await Bench()
    let first = try await bench.service.register(ada, address: "x")
    let second = try await bench.service.refresh(first.refresh)
    #expect(second.refresh != first.refresh)
    _ = try await bench.service.authenticate(first.access)
    _ = try await bench.service.authenticate(second.access)
    #expect(await bench.code { try await $0.refresh(first.refresh) } == "refresh_token_reused")
    for token in [first.access, second.access] {
      #expect(await bench.code { try await $0.authenticate(token) } == "invalid_token")
    }
    #expect(await bench.code { try await $0.refresh(second.refresh) } == "invalid_token")
    #expect(bench.closed.count == 1)
  }

  @Test(
    "Of many who use one refresh token at once, at most one gets a new one, and the session ends")
  func refreshRace() async throws {
    let bench = try await Bench()
    let grant = try await bench.service.register(ada, address: "x")
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<8 { group.addTask { await bench.code { try await $0.refresh(grant.refresh) } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes.count { $0 == nil } == 1)
    #expect(await bench.code { try await $0.authenticate(grant.access) } == "invalid_token")
  }

  @Test("An access token does not refresh, and a refresh token does not authenticate")
  func kinds() async throws {
    let bench = try await Bench()
    let grant = try await bench.service.register(ada, address: "x")
    #expect(await bench.code { try await $0.refresh(grant.access) } == "invalid_token")
    #expect(await bench.code { try await $0.authenticate(grant.refresh) } == "invalid_token")
  }

  @Test("After a log-out no token of the session is good, and its sockets are closed")
  func logout() async throws {
    let bench = try await Bench()
    let first = try await bench.service.register(ada, address: "x")
    let other = try await bench.service.login(email: "ada", password: "secret", address: "x")
    let identity = try await bench.service.authenticate(first.access)
    try await bench.service.logOut(identity, from: LoginOrigin())
    #expect(bench.closed == [identity.session])
    #expect(await bench.code { try await $0.authenticate(first.access) } == "invalid_token")
    #expect(await bench.code { try await $0.refresh(first.refresh) } == "invalid_token")
    #expect(await bench.code { try await $0.authenticate(other.access) } == nil)
  }

  @Test("A changed password ends every other session and keeps this one")
  func changedPassword() async throws {
    let bench = try await Bench()
    let grant = try await bench.service.register(ada, address: "x")
    let other = try await bench.service.login(email: "ada", password: "secret", address: "x")
    let identity = try await bench.service.authenticate(grant.access)
    #expect(
      await bench.code {
        try await $0.changePassword(identity, old: "wrong", new: "better", address: "a")
      }
        == "wrong_credentials")
    #expect(
      await bench.code {
        try await $0.changePassword(identity, old: "secret", new: "x", address: "a")
      }
        == "invalid_field")
    try await bench.service.changePassword(identity, old: "secret", new: "better", address: "a")
    #expect(await bench.code { try await $0.authenticate(grant.access) } == nil)
    #expect(await bench.code { try await $0.refresh(grant.refresh) } == nil)
    #expect(await bench.code { try await $0.authenticate(other.access) } == "invalid_token")
    #expect(
      await bench.code { try await $0.login(email: "ada", password: "secret", address: "x") }
        == "wrong_credentials")
    #expect(
      await bench.code { try await $0.login(email: "ada", password: "better", address: "x") } == nil
    )
    #expect(bench.closed.count == 1)
  }

  @Test("A deleted account can neither log in nor use its tokens")
  func deletion() async throws {
    let bench = try await Bench()
    let grant = try await bench.service.register(ada, address: "x")
    try await bench.service.delete(grant.user.id, by: AuditActor(user: nil))
    #expect(await bench.code { try await $0.authenticate(grant.access) } == "invalid_token")
    #expect(await bench.code { try await $0.refresh(grant.refresh) } == "invalid_token")
    #expect(
      await bench.code { try await $0.login(email: "ada", password: "secret", address: "x") }
        == "wrong_credentials")
    #expect(bench.closed.count == 1)
  }

  @Test(
    "A log-in or refresh that began before the password was changed ends with it",
    arguments: ["login", "refresh"])
  func changedMeanwhile(how: String) async throws {
    let bench = try await Bench()
    let grant = try await bench.service.register(ada, address: "x")
    let other = try await bench.service.login(email: "ada", password: "secret", address: "x")
    let identity = try await bench.service.authenticate(grant.access)
    let service = bench.service
    bench.store.interrupt {
      try await service.changePassword(identity, old: "secret", new: "better", address: "a")
    }
    if how == "login" {
      #expect(
        await bench.code { try await $0.login(email: "ada", password: "secret", address: "x") }
          == "wrong_credentials")
    } else {
      #expect(await bench.code { try await $0.refresh(other.refresh) } == "invalid_token")
    }
    // This session has changed it, and stays.
    #expect(await bench.code { try await $0.authenticate(grant.access) } == nil)
    #expect(
      await bench.code { try await $0.login(email: "ada", password: "better", address: "x") } == nil
    )
  }

  @Test(
    "A log-in or refresh that began before the account was deleted gets nothing",
    arguments: ["login", "refresh"])
  func deletedMeanwhile(how: String) async throws {
    let bench = try await Bench()
    let grant = try await bench.service.register(ada, address: "x")
    let service = bench.service
    bench.store.interrupt { try await service.delete(grant.user.id, by: AuditActor(user: nil)) }
    let code = await bench.code { service in
      how == "login"
        ? try await service.login(email: "ada", password: "secret", address: "x")
        : try await service.refresh(grant.refresh)
    }
    #expect(code == (how == "login" ? "wrong_credentials" : "invalid_token"))
  }

  @Test("Of two changes of one password at once, the second is told that its old one is wrong")
  func changedTwice() async throws {
    let bench = try await Bench()
    let grant = try await bench.service.register(ada, address: "x")
    let identity = try await bench.service.authenticate(grant.access)
    let service = bench.service
    bench.store.interrupt {
      try await service.changePassword(identity, old: "secret", new: "better", address: "a")
    }
    #expect(
      await bench.code {
        try await $0.changePassword(identity, old: "secret", new: "another", address: "a")
      }
        == "wrong_credentials")
    #expect(
      await bench.code { try await $0.login(email: "ada", password: "better", address: "x") } == nil
    )
  }
}
