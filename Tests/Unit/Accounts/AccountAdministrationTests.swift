import HermesContract
import Synchronization
import Testing

@testable import HermesAccounts

struct AccountAdministrationTests {
  private final class Bench: Sendable {
    let store = InMemoryStore()
    let accounts: AccountService
    let administration: AccountAdministration
    let audit = RecordedAudit()
    private let ended = EndedSessions()

    init(_ change: (inout AccountService.Configuration) -> Void = { _ in }) async throws {
      let folder = try TemporaryFolder()
      let hasher = PasswordHasher(cost: 10)
      var configuration = AccountService.Configuration()
      // Nothing is refilled while a test runs, however long that takes.
      let start = ContinuousClock.now
      configuration.now = { start }
      change(&configuration)
      accounts = await AccountService(
        configuration, store: store, hasher: hasher,
        secrets: try SigningSecrets.load(path: folder.file("keys")), audit: audit,
        onRevoke: { _ in })
      administration = AccountAdministration(
        store: store, hasher: hasher, minimumPasswordLength: 6, audit: audit,
        onRevoke: { [ended] session in _ = ended.sessions.withLock { $0.insert(session) } })
    }

    var closed: Set<SessionID> { ended.sessions.withLock { $0 } }

    func register(_ name: String = "ada") async throws -> UserRecord {
      let form = Registration(email: "\(name)@example.org", password: "secret")
      return try await accounts.register(form, address: "home").user
    }

    func code(password: String = "secret", address: String = "home") async -> String? {
      do {
        _ = try await accounts.login(
          email: "ada@example.org", password: password, address: address)
        return nil
      } catch { return (error as? HermesError)?.code ?? "\(error)" }
    }
  }

  private final class EndedSessions: Sendable {
    let sessions = Mutex<Set<SessionID>>([])
  }

  final class RecordedAudit: AuditRecording {
    let events = Mutex<[AuditEvent]>([])

    func record(_ event: AuditEvent, by: AuditActor, of: UserID?, detail: JSONObject) {
      events.withLock { $0.append(event) }
    }

    var all: [AuditEvent] { events.withLock { $0 } }
  }

  @Test("A disabled account's sessions end, and only its right password says why")
  func disable() async throws {
    let bench = try await Bench()
    let user = try await bench.register()
    let session = try #require(try await bench.accounts.sessions(of: user.id).first)
    #expect(try await bench.administration.setDisabled(true, of: user, by: .commandLine) == 1)
    #expect(bench.closed == [session.id])
    #expect(await bench.code() == "account_disabled")
    #expect(await bench.code(password: "wrong") == "wrong_credentials")
    _ = try await bench.administration.setDisabled(false, of: user, by: .commandLine)
    #expect(await bench.code() == nil)
    #expect(
      bench.audit.all == [
        .registered, .accountDisabled, .loginFailed, .loginFailed, .accountEnabled, .loggedIn,
      ])
  }

  @Test("A password that is reset replaces the old one and ends the sessions")
  func reset() async throws {
    let bench = try await Bench()
    let user = try await bench.register()
    await #expect(throws: HermesError.self) {
      try await bench.administration.resetPassword(of: user, to: "short", by: .commandLine)
    }
    #expect(
      try await bench.administration.resetPassword(of: user, to: "longer", by: .commandLine) == 1)
    #expect(await bench.code() == "wrong_credentials")
    #expect(await bench.code(password: "longer") == nil)
  }

  @Test("A demotion ends the sessions, a promotion does not")
  func roles() async throws {
    let bench = try await Bench()
    let user = try await bench.register()
    #expect(try await bench.administration.setRole(.admin, of: user, by: .commandLine) == 0)
    #expect(try await bench.store.user(user.id)?.role == .admin)
    #expect(try await bench.administration.setRole(.user, of: user, by: .commandLine) == 1)
    #expect(try await bench.store.user(user.id)?.role == .user)
  }

  @Test(
    "Guesses from many addresses are limited for an account; where it has logged in it still can")
  func guesses() async throws {
    let bench = try await Bench {
      $0.accountBurst = 3
      $0.registerBurst = 100
    }
    _ = try await bench.register()
    for number in 0..<3 {
      #expect(await bench.code(password: "guess", address: "bot\(number)") == "wrong_credentials")
    }
    #expect(await bench.code(password: "guess", address: "bot9") == "too_many_attempts")
    #expect(await bench.code(address: "elsewhere") == "too_many_attempts")
    #expect(await bench.code() == nil)
  }

  @Test("An address where a session of the account began is known after a restart too")
  func knownAddress() async throws {
    let bench = try await Bench {
      $0.accountBurst = 1
      $0.registerBurst = 100
    }
    let user = UserRecord.sample()
    _ = try await bench.store.insert(user)
    _ = try await bench.administration.resetPassword(of: user, to: "secret", by: .commandLine)
    let hash = try #require(try await bench.store.user(user.id)?.passwordHash)
    let session = SessionRecord(
      id: .random(), user: user.id, refreshID: "1", expiresAt: Timestamp.now.adding(seconds: 60),
      origin: LoginOrigin(address: "192.0.2.7"))
    #expect(try await bench.store.insert(session, checked: hash, role: .user) == [])
    #expect(await bench.code(password: "guess", address: "bot") == "wrong_credentials")
    #expect(await bench.code(address: "198.51.100.1") == "too_many_attempts")
    #expect(await bench.code(address: IPNetwork.counted("192.0.2.7")) == nil)
  }
}
