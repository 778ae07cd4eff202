import Foundation
import Glibc
import HermesBackup
import HermesContract
import HermesStorage

/// The folder of all persistent data, used by one server at a time.
struct DataDirectory: Sendable {
  let path: String
  /// The entries that were accessible to other users until now.
  let tightened: [String]

  var database: String { path + "/hermes.sqlite" }
  var signingKeys: String { path + "/signing-keys.json" }
  var libraries: String { path + "/libraries" }
  var blobs: String { path + "/blobs" }
  /// Which agents are disabled or quarantined.
  var agentSwitches: String { path + "/agents.json" }
  /// Who did what to accounts, keys and agents.
  var auditLog: String { path + "/audit.log" }
  /// The calls in flight, which a start after a crash reads.
  var callRecord: String { path + "/calls.record" }
  /// The socket of a running server for requests of users who may read the folder.
  var controlSocket: String { path + "/control.sock" }

  /// The absolute path of a data directory.
  /// - Parameter path: empty for the user's default (`$XDG_DATA_HOME/hermes`).
  static func place(_ path: String) -> String {
    path.isEmpty ? standard : URL(fileURLWithPath: path).path
  }

  /// - Parameters:
  ///   - path: empty for the user's default (`$XDG_DATA_HOME/hermes`).
  ///   - isRestoring: whether a directory that is only partly restored is accepted.
  /// - Throws: `StartupError` if it can't be created, or if other users own it or can write to it.
  init(_ path: String, isRestoring: Bool = false) throws {
    let path = Self.place(path)
    self.path = path
    do {
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
        withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      // Private from the start: the umask, which Foundation relies on, is ignored if the folder
      // above has a default access control list.
      mkdir(path, 0o700)
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw StartupError(
        "The data directory \(path) can't be created (\(error.localizedDescription)). Choose another one with --data."
      )
    }
    tightened = try PrivateFolder.secure(path, names: Self.names)
    // A user who can write to a parent folder could substitute another data directory that contains
    // libraries.
    if let fault = TrustedPath.fault(path) {
      throw StartupError(
        "The data directory \(path) is not safe: \(fault.cause(about: path)). To fix it, \(fault.cure); or choose another one with --data."
      )
    }
    guard isRestoring || access("\(path)/\(BackupRestoration.unfinished)", F_OK) != 0 else {
      throw StartupError(
        "The restoration into the data directory \(path) was interrupted, so it is incomplete. Run hermes restore again, or choose another one with --data."
      )
    }
  }

  /// The directory, unless it does not exist: for commands that only look. See `init`.
  static func existing(_ path: String) throws -> DataDirectory? {
    access(place(path), F_OK) == 0 ? try DataDirectory(path) : nil
  }

  /// The entries that Hermes itself creates.
  private static let names =
    ["", "-wal", "-shm", "-base"].map { "hermes.sqlite" + $0 }
    + ["signing-keys.json", "agents.json", "calls.record", "audit.log", "audit.log.1"]
    + ["lock", "libraries", "blobs"]

  private static var standard: String {
    Environment.folder("XDG_DATA_HOME", else: "/.local/share") + "/hermes"
  }

  /// Locks the folder for this process, until the process ends.
  /// - Returns: nil if another server has locked it.
  func lock() throws -> Lock? {
    let descriptor = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StartupError("\(path)/lock can't be opened (\(String(cString: strerror(errno)))).")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(descriptor)
      return nil
    }
    return Lock(descriptor: descriptor)
  }

  /// As `lock()`, but retries for a while.
  func lock(waiting patience: Duration) async throws -> Lock? {
    let end = ContinuousClock.now + patience
    while true {
      if let lock = try lock() { return lock }
      guard ContinuousClock.now < end else { return nil }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  struct Lock: Sendable {
    let descriptor: CInt

    func release() { Glibc.close(descriptor) }
  }
}
