import HermesContract
import Testing

@testable import HermesAccounts

struct APIKeyServiceTests {
  private final class Bench: Sendable {
    let store = InMemoryStore()
    let accounts: AccountService
    let keys: APIKeyService
    let user: UserRecord

    init(role: UserRecord.Role = .user) async throws {
      var user = UserRecord.sample()
      user.role = role
      self.user = user
      _ = try await store.insert(user)
      let folder = try TemporaryFolder()
      keys = APIKeyService(store: store, onRevoke: { _ in })
      accounts = await AccountService(
        .init(), store: store, hasher: PasswordHasher(cost: 10),
        secrets: try SigningSecrets.load(path: folder.file("keys")), onRevoke: { _ in })
    }

    func key(_ scope: AccessScope = .run, days: Int64? = nil) async throws -> APIKeyService.NewKey {
      try await keys.make(
        "\(scope)", for: user, scope: scope, days: days, by: AuditActor(user: user.id))
    }

    func code(_ body: () async throws -> Void) async -> String? {
      do {
        try await body()
        return nil
      } catch { return (error as? HermesError)?.code ?? "\(error)" }
    }
  }

  @Test("A key is accepted as a token, with its scope, until it is revoked")
  func accepted() async throws {
    let bench = try await Bench()
    let made = try await bench.key(.read)
    #expect(made.secret.hasPrefix("hk_") && made.secret.count == 46)
    let identity = try await bench.accounts.authenticate(made.secret)
    #expect(identity.user == bench.user.id && identity.scope == .read && identity.isKey)
    #expect(identity.session == SessionID(key: made.record.id) && identity.expiresAt == .never)
    #expect(throws: HermesError.self) { try identity.require(.run) }
    #expect(throws: HermesError.self) { try identity.requireLogin() }
    try await bench.keys.revoke(made.record.id, of: bench.user.id, by: AuditActor(user: nil))
    let code = await bench.code { _ = try await bench.accounts.authenticate(made.secret) }
    #expect(code == "invalid_token")
  }

  @Test("Its last use is stored, at most once a minute")
  func lastUse() async throws {
    let bench = try await Bench()
    let made = try await bench.key()
    _ = try await bench.accounts.authenticate(made.secret)
    let first = try #require(try await bench.keys.keys(of: bench.user.id).first?.lastUsedAt)
    _ = try await bench.accounts.authenticate(made.secret)
    #expect(try await bench.keys.keys(of: bench.user.id).first?.lastUsedAt == first)
  }

  @Test("A key of an admin is an admin's only while its account is")
  func adminKey() async throws {
    let bench = try await Bench(role: .admin)
    let made = try await bench.key(.admin)
    #expect(try await bench.accounts.authenticate(made.secret).isAdmin)
    try await bench.store.setRole(.user, of: bench.user.id)
    #expect(try await bench.accounts.authenticate(made.secret).scope == .run)
  }

  @Test("What can't be a key is refused, and says why")
  func refused() async throws {
    let bench = try await Bench()
    #expect(await bench.code { _ = try await bench.key(.admin) } == "invalid_field")
    #expect(await bench.code { _ = try await bench.key(days: 0) } == "invalid_field")
    #expect(await bench.code { _ = try await bench.key(days: 3651) } == "invalid_field")
    for name in ["", "a\nb", String(repeating: "x", count: 65)] {
      let code = await bench.code {
        _ = try await bench.keys.make(
          name, for: bench.user, scope: .run, days: nil, by: AuditActor(user: nil))
      }
      #expect(code == "invalid_field")
    }
    _ = try await bench.key()
    #expect(await bench.code { _ = try await bench.key() } == "key_name_taken")
    for length in [0, 43, 99] {
      let secret = "hk_" + String(repeating: "A", count: length)
      let code = await bench.code { _ = try await bench.accounts.authenticate(secret) }
      #expect(code == "invalid_token")
    }
  }
}
