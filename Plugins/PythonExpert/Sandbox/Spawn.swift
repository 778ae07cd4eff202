import Glibc
import PythonExpertLinux

/// Starts a program that inherits only the given descriptors.
enum Spawn {
  /// Returns the process id. The child gets input, result and output as 0, 1 and 2, the filter as
  /// 3, no other descriptor (a careless host's sockets would lead out of the sandbox), default
  /// signals, and its own process group.
  static func start(_ command: [String], ends: SandboxPipes.ChildEnds) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, end) in [ends.input, ends.result, ends.output, ends.filter].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end.number, Int32(number))
    }
    hermes_spawn_close_from(&actions, 4)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var arguments = command.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    var process: pid_t = 0
    let code = posix_spawn(
      &process, command[0], &actions, &attributes, &arguments, &environment)
    guard code == 0 else { throw SpawnFailure(what: "can't start \(command[0])", code: code) }
    return process
  }
}
