import HermesContract
import Synchronization

/// Caches tokens whose signature was verified, because verification takes longer than most of a
/// request, and nearly every request has a token that was seen before. Expiry and session are
/// checked every time (`AccountService.authenticate`).
final class VerifiedTokens: Sendable {
  /// Entries of about 500 bytes each. When it is full the cache is cleared.
  private static let maximum = 4096

  private let claims = Mutex<[[UInt8]: TokenClaims]>([:])

  subscript(token: [UInt8]) -> TokenClaims? { claims.withLock { $0[token] } }

  func insert(_ token: [UInt8], claims verified: TokenClaims) {
    claims.withLock { claims in
      if claims.count >= Self.maximum { claims.removeAll(keepingCapacity: true) }
      claims[token] = verified
    }
  }
}
