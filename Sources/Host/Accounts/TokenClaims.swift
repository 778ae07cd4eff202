import Foundation
import HermesContract
import JWTKit

/// What a token says (RFC 7519).
struct TokenClaims: JWTPayload {
  enum Kind: String, Codable, Sendable { case access, refresh }

  /// The user.
  let sub: String
  /// The session; revoking it ends every token of it.
  let sid: String
  /// The token itself; for a refresh token what the session accepts next.
  let jti: String
  /// Seconds since 1970.
  let iat: Int64
  let exp: Int64
  let typ: Kind
  let role: String

  func verify(using algorithm: some JWTAlgorithm) throws {
    // Expiry is judged by TokenIssuer, which tells it apart from a forged token.
  }
}
