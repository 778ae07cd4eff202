/// What the audit log has a line for. A name never changes its meaning.
package enum AuditEvent: String, Sendable, CaseIterable {
  case loggedIn = "logged_in"
  case loginFailed = "login_failed"
  case loggedOut = "logged_out"
  case tokenReused = "refresh_token_reused"
  case registered
  case registrationRefused = "registration_refused"
  case accountCreated = "account_created"
  case accountDeleted = "account_deleted"
  case accountDisabled = "account_disabled"
  case accountEnabled = "account_enabled"
  case roleChanged = "role_changed"
  case passwordChanged = "password_changed"
  case passwordChangeFailed = "password_change_failed"
  case passwordReset = "password_reset"
  case sessionEnded = "session_ended"
  case sessionsEnded = "sessions_ended"
  case keyCreated = "key_created"
  case keyRevoked = "key_revoked"
  case invited
  case invitationsWithdrawn = "invitations_withdrawn"
  case agentEnabled = "agent_enabled"
  case agentDisabled = "agent_disabled"
  case agentsReloaded = "agents_reloaded"
  case settingsReloaded = "settings_reloaded"
  case planApproved = "plan_approved"
  case planRejected = "plan_rejected"
}

/// Who did something, and from where.
package struct AuditActor: Sendable {
  /// The account; nil for a stranger.
  package let user: UserID?
  /// The IP address; empty for the control socket and for commands.
  package let address: String
  /// What the client calls itself, "command line" for commands.
  package let client: String
  /// The login session, or what stands for the key (`SessionID.init(key:)`); nil if there is none.
  package let session: SessionID?

  package init(
    user: UserID?, address: String = "", client: String = "", session: SessionID? = nil
  ) {
    self.user = user
    self.session = session
    self.address = address
    self.client = client
  }

  /// The operator, on the machine's command line.
  package static let commandLine = AuditActor(user: UserID("operator"), client: "command line")
}

/// Takes the entries of the audit log.
package protocol AuditRecording: Sendable {
  /// Records that `event` has happened; returns immediately, even if it can't be written.
  /// - Parameters:
  ///   - user: the account that it happened to; nil if there is none.
  ///   - detail: further members; never a secret.
  func record(_ event: AuditEvent, by actor: AuditActor, of user: UserID?, detail: JSONObject)
}

extension AuditRecording {
  /// The same, with what is not given left out.
  package func record(
    _ event: AuditEvent, by actor: AuditActor, of user: UserID? = nil, detail: JSONObject? = nil
  ) {
    record(event, by: actor, of: user, detail: detail ?? JSONObject())
  }
}
