import HermesContract
import Synchronization

/// Tokens whose signature was checked: that takes longer than most of a request, and nearly every request has
/// one that was seen before. Their times and sessions are looked at each time.
final class VerifiedTokens: Sendable {
  /// Of some 500 bytes each. What is new then takes the place of all.
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
