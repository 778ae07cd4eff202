import Foundation

/// As whom the sandbox is started, which decides what holds its threads.
///
/// The kernel counts no processes of root, also not behind a user namespace. A server that runs as root
/// therefore starts the sandbox as a user that nobody is; where that user may make no namespaces, code
/// gets no threads.
actor SandboxUser {
  enum Choice: Sendable {
    /// Not root: limits hold.
    case own
    case nobody
    case root
  }

  /// No account, and not the overflow user that others use.
  private static let number = "65533"
  /// `setpriv` is of util-linux, which every Debian has.
  private static let setpriv = "/usr/bin/setpriv"

  private var choice: Task<Choice, Never>?

  /// Of util-linux too.
  private static let choom = "/usr/bin/choom"

  /// The command that starts `command` as this user. Where memory is short the kernel ends it before anything else.
  static func start(_ command: [String], as choice: Choice) -> [String] {
    var start = access(choom, X_OK) == 0 ? [choom, "-n", "1000", "--"] : []
    if choice == .nobody {
      start += [setpriv, "--reuid", number, "--regid", number, "--clear-groups", "--"]
    }
    return start + command
  }

  /// Found out once, by a try.
  /// - Parameter probe: starts something harmless as the user, and says whether it ran.
  func choice(probe: @escaping @Sendable (Choice) async -> Bool) async -> Choice {
    let task =
      choice
      ?? Task {
        guard geteuid() == 0 else { return .own }
        guard access(Self.setpriv, X_OK) == 0, await probe(.nobody) else { return .root }
        return .nobody
      }
    choice = task
    return await task.value
  }
}
