import ArgumentParser
import HermesContract

/// The account that a command is about.
struct NamedAccount: ParsableArguments {
  @Argument(help: "E-mail address.")
  var email: String

  @OptionGroup var options: SettingsOptions

  /// Calls `body` with the accounts and this one of them.
  func open(body: (AccountAccess, UserRecord) async throws -> Void) async throws {
    try await AccountAccess.open(options) { access in
      try await body(access, try await access.person(email))
    }
  }
}
