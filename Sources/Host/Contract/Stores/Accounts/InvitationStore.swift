/// Permission for one registration where registration is by invitation.
package struct InvitationRecord: Sendable {
  /// Open invitations at the same time.
  package static let maximum = 10_000

  /// The SHA-256 of the invitation's code.
  package var digest: [UInt8]
  /// The only address that may use it, in lower case; nil if anyone may.
  package var email: String?
  /// When it was made.
  package var createdAt: Timestamp
  /// When it stops being accepted.
  package var expiresAt: Timestamp

  package init(digest: [UInt8], email: String?, createdAt: Timestamp, expiresAt: Timestamp) {
    self.digest = digest
    self.email = email
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  /// What the audit log calls an invitation, without its code: the beginning of the digest.
  /// - Returns: 12 hexadecimal digits.
  package static func name(of digest: [UInt8]) -> String {
    digest.prefix(6).hexadecimal
  }
}

/// Stores invitations. An invitation is used by `AccountStore.insert(_:using:)`, in the transaction
/// that stores the account, so that none is used twice.
package protocol InvitationStore: Sendable {
  /// Stores an invitation, and removes those that have expired.
  /// - Returns: false if there are `InvitationRecord.maximum` already.
  func insert(_ invitation: InvitationRecord) async throws -> Bool
  /// Whether an account with this address could be stored with an invitation now.
  /// - Parameter digest: of the invitation's code.
  func isOpen(invitation digest: [UInt8], for email: String) async throws -> Bool
  /// Removes all invitations.
  /// - Returns: how many there were.
  func removeInvitations() async throws -> Int
}
