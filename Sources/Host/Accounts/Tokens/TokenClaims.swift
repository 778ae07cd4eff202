import Foundation
import HermesContract
import JWTKit

/// The claims of a token (RFC 7519).
struct TokenClaims: JWTPayload {
  enum Kind: String, Codable, Sendable { case access, refresh }

  /// The user id.
  let sub: String
  /// The session id; revoking the session invalidates all of its tokens.
  let sid: String
  /// The token's own id; for a refresh token, the id that the session accepts next.
  let jti: String
  /// When the token was issued, in seconds since 1970.
  let iat: Int64
  /// When the token expires, in seconds since 1970.
  let exp: Int64
  let typ: Kind
  let role: String

  func verify(using algorithm: some JWTAlgorithm) throws {
    // TokenIssuer checks the expiry, so that it can distinguish an expired token from a forged one.
  }
}
