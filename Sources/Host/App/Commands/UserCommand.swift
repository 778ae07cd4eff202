import ArgumentParser
import Foundation
import Glibc
import HermesAccounts
import HermesContract
import HermesStorage
import HermesTerminal

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Manage accounts without HTTP; also while the server runs.",
    subcommands: [Add.self, List.self, Promote.self, Revoke.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Create an account. The password comes from HERMES_PASSWORD or the terminal.")
    @Argument(help: "E-mail address.")
    var email: String
    @Flag(help: "Make it an admin.")
    var admin = false
    @OptionGroup var options: SettingsOptions

    func run() async throws {
      // Before the database is opened, because a person may take a while, and a server may want to
      // start meanwhile.
      let password = try LoginCommand.password()
      try await UserCommand.withAccounts(options: options) { accounts, _ in
        let user = try await accounts.create(
          Registration(email: email, password: password), role: admin ? .admin : .user)
        Console.printLine("\(user.email) is \(admin ? "an admin" : "a user") now.")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the accounts.")
    @OptionGroup var options: SettingsOptions

    func run() async throws {
      try await UserCommand.withAccounts(options: options) { _, store in
        let rows = try await store.users().map { [$0.email, $0.role.rawValue, $0.createdAt.text] }
        let table = AlignedColumns.lines([["E-MAIL", "ROLE", "SINCE"]] + rows)
        for line in table { Console.printLine(line) }
      }
    }
  }

  struct Promote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an account an admin. Takes effect at the next login or token refresh.")
    @Argument(help: "E-mail address.")
    var email: String
    @OptionGroup var options: SettingsOptions

    func run() async throws {
      try await UserCommand.withAccounts(options: options) { _, store in
        let user = try await UserCommand.user(withEmail: email, in: store)
        try await store.setRole(.admin, of: user.id)
        Console.printLine("\(user.email) will be an admin from the next login on.")
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End every session of an account.")
    @Argument(help: "E-mail address.")
    var email: String
    @OptionGroup var options: SettingsOptions

    func run() async throws {
      try await UserCommand.withAccounts(options: options) { accounts, store in
        let user = try await UserCommand.user(withEmail: email, in: store)
        let ended: Int64
        if let client = try await UserCommand.runningServer(options) {
          // Only the server can close the connections of its sessions.
          let answer = try await client.send(
            "POST", to: "/api/v1/operator/revoke", body: ["email": .string(user.email)])
          ended = answer["ended"]?.int ?? 0
        } else {
          ended = Int64(try await accounts.revokeAll(ofEmail: user.email))
        }
        Console.printLine("\(ended) sessions of \(user.email) have ended.")
      }
    }
  }

  private static func user(withEmail email: String, in store: any AccountStore) async throws
    -> UserRecord
  {
    guard let user = try await store.user(email: email.lowercased()) else {
      throw CommandFailure(message: "There is no account \(email). See: hermes user list")
    }
    return user
  }

  /// The server that is using the data directory; nil if there is none.
  private static func runningServer(_ options: SettingsOptions) async throws -> APIClient? {
    let directory = try DataDirectory(try await options.settings().data)
    if let lock = try directory.lock() {
      lock.release()
      return nil
    }
    return APIClient(
      address: .controlSocket(path: try ControlSocket.path(in: directory)), token: nil)
  }

  /// Gives `body` access to the accounts. Several processes may use the database, so a running
  /// server need not be stopped. Without a server this command locks the data directory until it
  /// ends, as a server would, because only one process may checkpoint the log.
  private static func withAccounts(
    options: SettingsOptions, _ body: (AccountService, any AccountStore) async throws -> Void
  ) async throws {
    do {
      let settings = try await options.settings()
      let directory = try DataDirectory(settings.data)
      let lock = try directory.lock()
      defer { lock?.release() }
      let store = try SQLiteStore(path: directory.database, isShared: lock == nil)
      // The work is done: an error at closing changes nothing for the user of the command.
      defer { try? store.close() }
      let accounts = await AccountService(
        ServerHost.accountConfiguration(settings), store: store,
        hasher: PasswordHasher(cost: settings.passwordCost),
        secrets: try SigningSecrets.load(path: directory.signingKeys), onRevoke: { _ in })
      try await body(accounts, store)
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    } catch let error as HermesError {
      throw CommandFailure(message: error.message)
    }
  }
}
