import Crypto
import CryptoExtras
import Foundation
import HermesContract
import HermesThreads

/// Hashes passwords with scrypt (RFC 7914) on threads of its own: two at once, and one more for those who have logged in
/// from their address before, whom strangers' attempts therefore don't delay. Whose turn it is: `HashingTurns`.
package final class PasswordHasher: Sendable {
  private static let atOnce = 2
  private static let atOnceOfKnown = 1
  private static let blockSize = 8
  private static let keyBytes = 32

  /// Base-2 logarithm of scrypt's N: 15 takes about 150 ms and 32 MiB.
  private let cost: Int
  private let threads = WorkerThreads("password", limit: atOnce + atOnceOfKnown)
  private let strangers = HashingTurns(limit: atOnce)
  private let known = HashingTurns(limit: atOnceOfKnown)

  /// - Parameter cost: 10...20.
  package init(cost: Int) { self.cost = cost }

  /// A hash with its salt and cost: `scrypt$15$SALT$KEY`, base64.
  func hash(_ password: String, for address: String = "") async throws -> String {
    var generator = SystemRandomNumberGenerator()
    let salt = Data((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
    let cost = cost
    return try await run(strangers, for: address) { try Self.derive(password, salt, cost) }
  }

  /// Takes the same time for a wrong password as for no account (`hash` nil).
  /// - Parameter isKnown: whether the account has logged in from this address before.
  func verify(
    _ password: String, against hash: String?, for address: String = "", isKnown: Bool = false
  ) async throws -> Bool {
    let fields = hash?.split(separator: "$").map(String.init) ?? []
    let isHash = fields.count == 4 && fields[0] == "scrypt"
    let cost = isHash ? Int(fields[1]) ?? self.cost : self.cost
    let salt = isHash ? Data(base64Encoded: fields[2]) ?? Data() : Data(count: 16)
    let derived = try await run(isKnown ? known : strangers, for: address) {
      try Self.derive(password, salt, cost)
    }
    return isHash && Self.isEqual(derived, hash ?? "")
  }

  private func run(
    _ turns: HashingTurns, for address: String, _ work: @escaping @Sendable () throws -> String
  ) async throws -> String {
    do {
      return try await turns.run(for: address) { try await threads.run(work) }
    } catch is ThreadFailure {
      throw HermesError(
        .outOfThreads, "The server can make no further thread. Try again in a moment.",
        isRetryable: true, retryAfter: .seconds(2))
    }
  }

  private static func derive(_ password: String, _ salt: Data, _ cost: Int) throws -> String {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(password.utf8), salt: salt, outputByteCount: keyBytes, rounds: 1 << cost,
      blockSize: blockSize, parallelism: 1, maxMemory: 2 << 30)
    let text = key.withUnsafeBytes { Data($0) }.base64EncodedString()
    return "scrypt$\(cost)$\(salt.base64EncodedString())$\(text)"
  }

  /// In a time that does not depend on where the two differ.
  private static func isEqual(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  package func stop() { threads.stop() }
}
