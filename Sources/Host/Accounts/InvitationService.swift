import HermesContract

/// Invitations: codes for one registration each, where registration is by invitation.
package struct InvitationService: Sendable {
  private static let prefix = "hi_"
  /// The longest lifetime, in days.
  package static let maximumDays: Int64 = 365

  private let store: any InvitationStore
  private let audit: (any AuditRecording)?

  /// - Parameter audit: nil records nothing.
  package init(store: any InvitationStore, audit: (any AuditRecording)? = nil) {
    self.store = store
    self.audit = audit
  }

  /// Makes an invitation.
  /// - Parameters:
  ///   - email: the only address that may use it; nil if anyone may.
  ///   - days: until it expires, 1 to `maximumDays`.
  /// - Returns: the code, which can't be read again.
  /// - Throws: `invalid_field`, `quota_exceeded`.
  package func make(
    for email: String?, days: Int64, by actor: AuditActor
  ) async throws -> (code: String, record: InvitationRecord) {
    if let email { try Registration.validate(email: email) }
    guard (1...Self.maximumDays).contains(days) else {
      throw HermesError(
        .invalidField, message: "The lifetime must be 1 to \(Self.maximumDays) days.")
    }
    let secret = AccessSecret(prefix: Self.prefix)
    let now = Timestamp.now
    let invitation = InvitationRecord(
      digest: secret.digest, email: email?.lowercased(), createdAt: now,
      expiresAt: now.adding(seconds: days * 86_400))
    guard try await store.insert(invitation) else {
      throw HermesError(
        .quotaExceeded,
        message: "There are \(InvitationRecord.maximum) open invitations, the most there may be.")
    }
    var detail: JSONObject = ["invitation": .string(InvitationRecord.name(of: secret.digest))]
    if let email { detail["email"] = .string(email.lowercased()) }
    audit?.record(.invited, by: actor, detail: detail)
    return (secret.text, invitation)
  }

  /// Withdraws all invitations.
  /// - Returns: how many there were.
  package func withdrawAll(by actor: AuditActor) async throws -> Int {
    let count = try await store.removeInvitations()
    audit?.record(.invitationsWithdrawn, by: actor, detail: ["count": .int(Int64(count))])
    return count
  }
}
