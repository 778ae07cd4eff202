import ArgumentParser
import HermesAccounts
import HermesContract
import HermesHTTP
import HermesTerminal

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Manage accounts without HTTP; also while the server runs.",
    subcommands: [
      Add.self, List.self, Invite.self, Password.self, Promote.self, Demote.self, Disable.self,
      Enable.self, Sessions.self, Revoke.self, Remove.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Create an account. The password comes from HERMES_PASSWORD or the terminal.")
    @Argument(help: "E-mail address.")
    var email: String
    @Flag(help: "Make it an admin.")
    var admin = false
    @Flag(help: "An account for a program: nobody can log in, only its API keys work.")
    var noPassword = false
    @OptionGroup var options: SettingsOptions

    func run() async throws {
      // Before the database is opened, because a person may take a while, and a server may want to
      // start meanwhile.
      let password = noPassword ? nil : try LoginCommand.password()
      try await AccountAccess.open(options) { access in
        let role = admin ? UserRecord.Role.admin : .user
        let user =
          if let password {
            try await access.accounts.create(
              Registration(email: email, password: password), role: role)
          } else {
            try await access.accounts.createService(email, role: role)
          }
        Console.printLine("\(user.email) is \(admin ? "an admin" : "a user") now.")
        if noPassword {
          Console.error("Make a key for it: hermes key new NAME --user \(user.email)")
        }
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the accounts and what they use, in numbers.")
    private static let pageSize = 100
    @Flag(help: "One JSON object per line.")
    var json = false
    @OptionGroup var options: SettingsOptions

    func run() async throws {
      try await AccountAccess.open(options) { access in
        var rows: [[String]] = []
        var previous: UserID?
        repeat {
          let page = try await access.administration.usage(after: previous, limit: Self.pageSize)
          for usage in page where json { Console.printLine(JSONWriter.text(.object(usage.json))) }
          rows += page.map(Self.row)
          previous = page.count == Self.pageSize ? page.last?.user.id : nil
        } while previous != nil
        guard !json else { return }
        let head = ["E-MAIL", "ROLE", "STATE", "SINCE", "LAST SEEN", "TASKS", "STORED"]
        for line in AlignedColumns.lines([head] + rows) { Console.printLine(line) }
      }
    }

    private static func row(_ usage: AccountUsage) -> [String] {
      let user = usage.user
      return [
        user.email, user.role.rawValue, user.disabledAt == nil ? "" : "disabled",
        user.createdAt.text, usage.lastSeenAt?.text ?? "never", "\(usage.tasks)",
        Count.bytes(Int(usage.storedBytes)),
      ]
    }
  }

  struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a code for one registration, where `registration` is `invite`.",
      discussion: "The code is shown once. It is the member `invitation` of POST /auth/register.")
    @Argument(help: "The only address that may use it; by default anyone may.")
    var email: String?
    @Option(help: "Days until it expires, 1 to \(InvitationService.maximumDays).")
    var days: Int64 = 7
    @Flag(help: "Withdraw all invitations that are open, and make none.")
    var withdraw = false
    @OptionGroup var options: SettingsOptions

    func validate() throws {
      guard (1...InvitationService.maximumDays).contains(days) else {
        throw ValidationError("--days takes 1 to \(InvitationService.maximumDays).")
      }
      guard !withdraw || email == nil else {
        throw ValidationError("--withdraw concerns all open invitations. Leave the address out.")
      }
    }

    func run() async throws {
      try await AccountAccess.open(options) { access in
        guard !withdraw else {
          let count = try await access.invitations.withdrawAll(by: .commandLine)
          Console.printLine("\(UserCommand.counted(count, noun: "invitation")) been withdrawn.")
          return
        }
        let made = try await access.invitations.make(for: email, days: days, by: .commandLine)
        Console.printLine(made.code)
        Console.error(
          "For \(email ?? "anyone"), once, until \(made.record.expiresAt.text). It is not shown again."
        )
      }
    }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set a new password and end the account's sessions. API keys are kept.",
      discussion: "The password comes from HERMES_PASSWORD or the terminal.")
    @OptionGroup var account: NamedAccount

    func run() async throws {
      let password = try LoginCommand.password()
      try await account.open { access, user in
        let ended = try await access.administration.resetPassword(
          of: user, to: password, by: .commandLine)
        Console.printLine(
          "\(user.email) has a new password. \(counted(ended, noun: "session")) ended.")
      }
    }
  }

  struct Promote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an account an admin. Takes effect at the next login or token refresh.")
    @OptionGroup var account: NamedAccount

    func run() async throws {
      try await account.open { access, user in
        _ = try await access.administration.setRole(.admin, of: user, by: .commandLine)
        Console.printLine("\(user.email) will be an admin from the next login on.")
      }
    }
  }

  struct Demote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make an admin an ordinary user, and end the account's sessions.")
    @OptionGroup var account: NamedAccount

    func run() async throws {
      try await account.open { access, user in
        let ended = try await access.administration.setRole(.user, of: user, by: .commandLine)
        try await access.restartStreamsOfKeys(of: user)
        Console.printLine("\(user.email) is a user now. \(counted(ended, noun: "session")) ended.")
      }
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep an account from logging in, end its sessions and refuse its keys.",
      discussion: "Nothing is deleted, and tasks that run go on. Undo it with: hermes user enable")
    @OptionGroup var account: NamedAccount

    func run() async throws {
      try await account.open { access, user in
        let ended = try await access.administration.setDisabled(true, of: user, by: .commandLine)
        Console.printLine("\(user.email) is disabled. \(counted(ended, noun: "session")) ended.")
      }
    }
  }

  struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Undo hermes user disable.")
    @OptionGroup var account: NamedAccount

    func run() async throws {
      try await account.open { access, user in
        _ = try await access.administration.setDisabled(false, of: user, by: .commandLine)
        try await access.reopenKeys(of: user)
        Console.printLine("\(user.email) is enabled.")
      }
    }
  }

  struct Sessions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the open sessions of an account.")
    @Flag(help: "One JSON object per line.")
    var json = false
    @OptionGroup var account: NamedAccount

    func run() async throws {
      try await account.open { access, user in
        let sessions = try await access.accounts.sessions(of: user.id)
        guard !json else {
          for session in sessions {
            Console.printLine(JSONWriter.text(session.json(isCurrent: false)))
          }
          return
        }
        let rows = sessions.map { session in
          [
            session.createdAt?.text ?? "", session.refreshedAt?.text ?? "",
            session.origin.address, session.origin.client,
          ]
        }
        let head = ["SINCE", "LAST REFRESHED", "ADDRESS", "CLIENT"]
        for line in AlignedColumns.lines([head] + rows) { Console.printLine(line) }
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End every session of an account. API keys are kept: hermes key revoke.")
    @OptionGroup var account: NamedAccount

    func run() async throws {
      try await account.open { access, user in
        let ended = try await access.administration.endSessions(of: user, by: .commandLine)
        let sessions = Count.of(ended, noun: "session")
        Console.printLine("\(sessions) of \(user.email) \(ended == 1 ? "has" : "have") ended.")
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete an account with its tasks, conversations and keys.",
      discussion: "This can't be undone. `hermes user disable` keeps everything.")
    @Flag(help: "Don't ask.")
    var yes = false
    @OptionGroup var account: NamedAccount

    func run() async throws {
      // Before the database is opened, as for a password.
      guard yes || Self.isConfirmed(account.email) else {
        throw CommandFailure(
          message: "Nothing was deleted. To delete \(account.email) without a question: --yes",
          exitCode: 2)
      }
      try await account.open { access, user in
        try await access.remove(user)
        Console.printLine("\(user.email) is deleted.")
      }
    }

    private static func isConfirmed(_ email: String) -> Bool {
      guard Console.isConversation else { return false }
      Console.draw("Delete \(VisibleText.line(email)) and everything it owns? [y/N] ")
      return readLine()?.lowercased().hasPrefix("y") == true
    }
  }

  /// The subject of a sentence in the perfect tense.
  private static func counted(_ count: Int, noun: String) -> String {
    "\(Count.of(count, noun: noun)) \(count == 1 ? "has" : "have")"
  }
}
