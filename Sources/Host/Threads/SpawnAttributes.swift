import Glibc

/// Provides the attributes of a child that starts with default signal dispositions and no blocked
/// signals.
/// - Parameter ownGroup: whether it leads its own process group.
package func withSpawnAttributes<Result>(
  ownGroup: Bool = false, _ body: (inout posix_spawnattr_t) -> Result
) -> Result {
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  posix_spawnattr_setpgroup(&attributes, 0)
  let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
  posix_spawnattr_setflags(&attributes, Int16(ownGroup ? flags | POSIX_SPAWN_SETPGROUP : flags))
  return body(&attributes)
}
