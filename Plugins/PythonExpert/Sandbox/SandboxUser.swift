import Foundation

/// The user that the sandbox runs as, which determines how its threads are limited.
///
/// The kernel does not limit root's processes, even in a user namespace. A server that runs as root
/// therefore starts the sandbox as an unused user; if that user may not create namespaces, code
/// gets no threads.
actor SandboxUser {
  enum Choice: Sendable {
    /// Not root: limits apply.
    case own
    case nobody
    case root
  }

  /// Not an account, and not the overflow user that others use.
  private static let number = "65533"
  /// `setpriv` is part of util-linux, which every Debian has.
  private static let setpriv = "/usr/bin/setpriv"

  private var choice: Task<Choice, Never>?

  /// Also part of util-linux.
  private static let choom = "/usr/bin/choom"

  /// The command that starts `command` as this user. When memory is short, the kernel kills it
  /// first.
  static func start(_ command: [String], as choice: Choice) -> [String] {
    var start = access(choom, X_OK) == 0 ? [choom, "-n", "1000", "--"] : []
    if choice == .nobody {
      start += [setpriv, "--reuid", number, "--regid", number, "--clear-groups", "--"]
    }
    return start + command
  }

  /// Determined once, by a trial run.
  /// - Parameter probe: Starts something harmless as the user and returns whether it ran.
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
