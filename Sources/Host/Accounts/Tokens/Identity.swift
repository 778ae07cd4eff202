import HermesContract

/// The authenticated sender of a request.
package struct Identity: Sendable {
  /// The account that the token or key was issued for.
  package let user: UserID
  /// The login session that the token belongs to, or what stands for the key.
  package let session: SessionID
  /// What the sender may do.
  package let scope: AccessScope
  /// Whether an API key was sent and not the token of a login.
  package let isKey: Bool
  /// When the access token or key expires.
  package let expiresAt: Timestamp

  package init(
    user: UserID, session: SessionID, scope: AccessScope, isKey: Bool = false, expiresAt: Timestamp
  ) {
    self.user = user
    self.session = session
    self.scope = scope
    self.isKey = isKey
    self.expiresAt = expiresAt
  }

  /// Whether the sender may do what only admins may.
  package var isAdmin: Bool { scope == .admin }

  /// - Throws: `insufficient_scope`.
  package func require(_ needed: AccessScope) throws(HermesError) {
    guard scope < needed else { return }
    throw HermesError(
      .insufficientScope,
      message:
        "This API key has the scope \(scope.rawValue), and this needs \(needed.rawValue). Use another key, or log in."
    )
  }

  /// For what would let a leaked key outlive its revocation, or lock the owner out.
  /// - Throws: `insufficient_scope`.
  package func requireLogin() throws(HermesError) {
    guard isKey else { return }
    throw HermesError(
      .insufficientScope,
      message: "API keys can't do this. Log in, and use the access token.")
  }
}
