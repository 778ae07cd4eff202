import ArgumentParser
import Glibc

/// The `hermes` command.
@main
struct HermesCommand: AsyncParsableCommand {
  static let version = "0.2.0"

  static let configuration = CommandConfiguration(
    commandName: "hermes",
    abstract: "Loads agents from shared libraries, runs them, and streams every step.",
    discussion: """
      Start a server:        hermes serve
      Ask for something:     hermes run "Write a Python function to calculate fibonacci numbers"
      Continue it:           hermes run --continue "now add error handling"
      See what is loaded:    hermes agents
      Follow a task:         hermes watch TASK
      See its results:       hermes show TASK

      Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
      """,
    version: version,
    subcommands: [
      ServeCommand.self, RunCommand.self, TasksCommand.self, ShowCommand.self, WatchCommand.self,
      AnswerCommand.self, CancelCommand.self, LoginCommand.self, AgentsCommand.self,
      AgentCommand.self, UserCommand.self, KeyCommand.self, BackupCommand.self,
      RestoreCommand.self, ReloadCommand.self, HealthCommand.self, DoctorCommand.self,
      CompletionCommand.self,
      WSEchoCommand.self, AgentChildCommand.self,
    ])

  /// The user's own umask. Files in a data directory are private from the moment they are created;
  /// commands that write files for their user restore this mask.
  static let usualMask = umask(0o077)

  static func main() async {
    // A closed reader shall be an error of its write, even if a loaded library changes signal
    // handling later.
    signal(SIGPIPE, SIG_IGN)
    _ = usualMask
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      fail(error)
    }
  }

  /// Help goes to standard output, everything else to standard error.
  private static func fail(_ error: any Error) -> Never {
    if let end = error as? CommandEnd { Glibc.exit(end.code) }
    if let failure = error as? CommandFailure {
      Console.failure(failure.message)
      Glibc.exit(failure.exitCode)
    }
    let code = exitCode(for: error)
    guard code == .validationFailure else { exit(withError: error) }
    Console.error(fullMessage(for: error))
    Glibc.exit(2)
  }
}

/// A command that failed, with its message and exit code.
struct CommandFailure: Error {
  let message: String
  var exitCode: Int32 = 1
  /// The code of the server's error; empty for other failures.
  var code = ""
}
