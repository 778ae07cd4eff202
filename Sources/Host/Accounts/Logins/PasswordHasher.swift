import Crypto
import CryptoExtras
import Foundation
import HermesContract
import HermesThreads

/// Hashes passwords with scrypt (RFC 7914) on dedicated threads: two concurrently, and one more for
/// accounts that have logged in from their address before, so that attempts of strangers don't
/// delay them.
///
/// Strangers take turns through `HashingTurns`. Among known logins, the least recently used goes
/// first; if there is no place among them, a login queues with the strangers.
package final class PasswordHasher: Sendable {
  private static let atOnce = 2
  private static let atOnceOfKnown = 1
  private static let blockSize = 8
  private static let keyBytes = 32

  /// The base-2 logarithm of scrypt's N: 15 takes about 150 ms and 32 MiB.
  private let cost: Int
  private let threads = WorkerThreads("password", limit: atOnce + atOnceOfKnown)
  private let strangers = HashingTurns(limit: atOnce)
  private let known = Slots(limit: atOnceOfKnown, maximumWaiting: 64)

  /// - Parameter cost: the base-2 logarithm of scrypt's N, 10...20.
  package init(cost: Int) { self.cost = cost }

  /// Returns a hash with its salt and cost: `scrypt$15$SALT$KEY`, base64.
  func hash(_ password: String, for address: String = "") async throws -> String {
    var generator = SystemRandomNumberGenerator()
    let salt = Data((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
    let cost = cost
    return try await performHashing(for: address) {
      try Self.derive(password: password, salt: salt, cost: cost)
    }
  }

  /// Takes the same time for a wrong password as for an unknown account (`hash` is nil).
  func verify(
    _ password: String, against hash: String?, for address: String = "", known: KnownLogin? = nil
  ) async throws -> Bool {
    let fields = hash?.split(separator: "$").map(String.init) ?? []
    let isHash = fields.count == 4 && fields[0] == "scrypt"
    let cost = isHash ? Int(fields[1]) ?? self.cost : self.cost
    let salt = isHash ? Data(base64Encoded: fields[2]) ?? Data() : Data(count: 16)
    let derived = try await performHashing(for: address, as: known) {
      try Self.derive(password: password, salt: salt, cost: cost)
    }
    return isHash && Self.isEqual(derived, to: hash ?? "")
  }

  private func performHashing(
    for address: String, as login: KnownLogin? = nil,
    _ work: @escaping @Sendable () throws -> String
  ) async throws -> String {
    do {
      if let login {
        switch await known.acquire(for: login.key, lastTurn: login.lastUse) {
        case .admitted:
          defer { known.release() }
          return try await threads.run(work)
        case .cancelled: throw CancellationError()
        case .full, .closed: break
        }
      }
      return try await strangers.withTurn(for: address) { try await threads.run(work) }
    } catch is ThreadFailure {
      throw HermesError(
        .outOfThreads, message: "The server can't start another thread. Try again in a moment.",
        isRetryable: true, retryAfter: .seconds(2))
    }
  }

  private static func derive(password: String, salt: Data, cost: Int) throws -> String {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(password.utf8), salt: salt, outputByteCount: keyBytes, rounds: 1 << cost,
      blockSize: blockSize, parallelism: 1, maxMemory: 2 << 30)
    let text = key.withUnsafeBytes { Data($0) }.base64EncodedString()
    return "scrypt$\(cost)$\(salt.base64EncodedString())$\(text)"
  }

  /// Compares in a time that does not depend on where the two differ.
  private static func isEqual(_ left: String, to right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Ends the threads.
  package func stop() { threads.stop() }
}
