import HermesContract
import Testing

@testable import HermesAccounts

struct RegistrationPolicyTests {
  private func bench(
    _ policy: RegistrationPolicy
  ) async throws -> (accounts: AccountService, invitations: InvitationService) {
    let folder = try TemporaryFolder()
    let store = InMemoryStore()
    var configuration = AccountService.Configuration()
    configuration.registration = policy
    let accounts = await AccountService(
      configuration, store: store, hasher: PasswordHasher(cost: 10),
      secrets: try SigningSecrets.load(path: folder.file("keys")), onRevoke: { _ in })
    return (accounts, InvitationService(store: store))
  }

  private func code(
    _ accounts: AccountService, _ name: String = "ada", invitation: String? = nil
  ) async -> String? {
    do {
      let form = Registration(email: "\(name)@example.org", password: "secret")
      _ = try await accounts.register(form, invitation: invitation, address: name)
      return nil
    } catch { return (error as? HermesError)?.code ?? "\(error)" }
  }

  @Test("Where registration is closed nobody registers, but the operator makes accounts")
  func closed() async throws {
    let (accounts, invitations) = try await bench(.closed)
    #expect(await code(accounts) == "registration_closed")
    let invitation = try await invitations.make(for: nil, days: 1, by: .commandLine).code
    #expect(await code(accounts, invitation: invitation) == "registration_closed")
    let user = try await accounts.create(
      Registration(email: "ada@example.org", password: "secret"), role: .user)
    #expect(user.email == "ada@example.org")
    _ = try await accounts.login(email: user.email, password: "secret", address: "x")
  }

  @Test("Where it is open an invitation is not needed and not used")
  func open() async throws {
    let (accounts, _) = try await bench(.open)
    #expect(await code(accounts) == nil)
    #expect(await code(accounts, "bob", invitation: "hi_unknown") == nil)
  }

  @Test("An invitation is good once, for its address")
  func invite() async throws {
    let (accounts, invitations) = try await bench(.invite)
    #expect(await code(accounts) == "invalid_invitation")
    #expect(await code(accounts, invitation: "hi_guess") == "invalid_invitation")
    let any = try await invitations.make(for: nil, days: 1, by: .commandLine).code
    #expect(await code(accounts, invitation: any) == nil)
    #expect(await code(accounts, "eve", invitation: any) == "invalid_invitation")
    let ofBob = try await invitations.make(for: "Bob@example.org", days: 1, by: .commandLine).code
    #expect(await code(accounts, "eve", invitation: ofBob) == "invalid_invitation")
    #expect(await code(accounts, "bob", invitation: ofBob) == nil)
  }

  @Test("A lifetime that is none, and an address that is none, are refused")
  func refused() async throws {
    let (_, invitations) = try await bench(.invite)
    for (email, days) in [(nil, 0), (nil, 366), ("nobody", 1)] as [(String?, Int64)] {
      await #expect(throws: HermesError.self) {
        _ = try await invitations.make(for: email, days: days, by: .commandLine)
      }
    }
  }
}
