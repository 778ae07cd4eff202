import Foundation
import HermesContract
import JWTKit

/// Signs and checks tokens with the keys of the data directory.
struct TokenIssuer: Sendable {
  /// Seconds since 1970 that a date can be written for (up to the year 9999). A token is refused
  /// outside of them even with a good signature, because its times are calculated with.
  private static let times: ClosedRange<Int64> = 0...253_402_300_799

  private let keys: JWTKeyCollection
  private let current: JWKIdentifier
  private let seen = VerifiedTokens()

  init(_ secrets: SigningSecrets) async {
    keys = JWTKeyCollection()
    current = JWKIdentifier(string: secrets.current)
    for (id, secret) in secrets.keys {
      await keys.add(
        hmac: HMACKey(from: secret), digestAlgorithm: .sha256, kid: JWKIdentifier(string: id))
    }
  }

  func sign(_ claims: TokenClaims) async throws -> String {
    try await keys.sign(claims, kid: current)
  }

  /// - Throws: `invalid_token` or `expired_token`.
  func verify(_ token: String, kind: TokenClaims.Kind) async throws(HermesError) -> TokenClaims {
    let claims = try await verified(token)
    guard claims.typ == kind, Self.times.contains(claims.exp) else { throw .invalidToken }
    guard claims.exp > Timestamp.now.milliseconds / 1000 else { throw .expiredToken }
    return claims
  }

  /// - Throws: `invalid_token` if it is not of this server's making.
  private func verified(_ token: String) async throws(HermesError) -> TokenClaims {
    // Longer ones are not ours: no work is done for them.
    guard token.utf8.count <= 4096 else { throw .invalidToken }
    let bytes = Array(token.utf8)
    if let claims = seen[bytes] { return claims }
    do {
      let claims = try await keys.verify(token, as: TokenClaims.self)
      seen.insert(bytes, claims: claims)
      return claims
    } catch { throw .invalidToken }
  }
}

extension HermesError {
  package static let missingToken = HermesError(
    .missingToken, message: "An access token is needed.")
  package static let invalidToken = HermesError(
    .invalidToken, message: "This is not a valid access token of this server. Log in again.")
  package static let expiredToken = HermesError(
    .expiredToken, message: "The token has expired.")
}
