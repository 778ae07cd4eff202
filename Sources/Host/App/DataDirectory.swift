import Foundation
import Glibc
import HermesContract
import HermesStorage

/// The folder of everything durable, held by one server at a time.
struct DataDirectory: Sendable {
  let path: String
  /// What in it was open to other users until now.
  let tightened: [String]

  var database: String { path + "/hermes.sqlite" }
  var signingKeys: String { path + "/signing-keys.json" }
  var libraries: String { path + "/libraries" }
  var blobs: String { path + "/blobs" }
  /// Which agents are disabled or quarantined.
  var agentSwitches: String { path + "/agents.json" }
  /// The calls that are in flight, for the start after a crash.
  var callRecord: String { path + "/calls.record" }
  /// Where a running server takes requests of whoever may read the folder.
  var controlSocket: String { path + "/control.sock" }

  /// - Parameter path: empty for the user's own (`$XDG_DATA_HOME/hermes`).
  /// - Throws: `StartupError` if it can't be made, or other users own it or can write to it.
  init(_ path: String) throws {
    let path = path.isEmpty ? Self.standard : URL(fileURLWithPath: path).path
    self.path = path
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw StartupError(
        "The data directory \(path) can't be made (\(error.localizedDescription)). Name another with --data."
      )
    }
    tightened = try PrivateFolder.secure(path, names: Self.names)
    // Whoever can write a folder above could put another in its place, with libraries in it.
    if let fault = TrustedPath.fault(path) {
      throw StartupError(
        "The data directory \(path) is not safe: \(fault.cause(about: path)). To make it so, \(fault.cure); or name another with --data."
      )
    }
  }

  /// What Hermes itself makes in it.
  private static let names =
    ["", "-wal", "-shm", "-base"].map { "hermes.sqlite" + $0 }
    + ["signing-keys.json", "agents.json", "calls.record", "lock", "libraries", "blobs"]

  private static var standard: String {
    Environment.folder("XDG_DATA_HOME", else: "/.local/share") + "/hermes"
  }

  /// Takes the folder for this process, until it ends.
  /// - Returns: nil if another server has it.
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

  /// As `lock()`, trying again for a while.
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
