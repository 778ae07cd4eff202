import Foundation
import HermesContract
import JWTKit

/// Signs and verifies tokens with the keys of the data directory.
struct TokenIssuer: Sendable {
  /// The seconds since 1970 that can be formatted as a date (up to the year 9999). Tokens with
  /// other times are refused even if their signature is valid, because the times are used in
  /// calculations.
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

  /// - Throws: `invalid_token` if this server did not issue it.
  private func verified(_ token: String) async throws(HermesError) -> TokenClaims {
    // Our tokens are shorter: don't spend any work on longer ones.
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
  /// The answer to a request without a token.
  package static let missingToken = HermesError(
    .missingToken, message: "An access token is needed.")
  /// The answer to a token that this server did not issue, or whose session has ended.
  package static let invalidToken = HermesError(
    .invalidToken, message: "This is not a valid access token of this server. Log in again.")
  /// The answer to an expired token.
  package static let expiredToken = HermesError(
    .expiredToken, message: "The token has expired.")
}
