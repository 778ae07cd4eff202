import HermesContract

/// Who may make an account over HTTP.
package enum RegistrationPolicy: String, Sendable {
  /// Anyone who reaches the server.
  case open
  /// Anyone on this machine, as far as requests do not come through a proxy.
  case local
  /// People with an invitation.
  case invite
  /// Nobody; the operator makes accounts.
  case closed

  /// - Parameter isThisMachine: whether the request comes from this machine, without a proxy.
  /// - Returns: the digest of the invitation to use; nil if none is needed.
  /// - Throws: `registration_closed`, `invalid_invitation`.
  func digest(
    of invitation: String?, isThisMachine: Bool
  ) throws(HermesError) -> [UInt8]? {
    switch self {
    case .open: return nil
    case .local:
      guard isThisMachine else { throw .registrationClosed }
      return nil
    case .closed: throw .registrationClosed
    case .invite:
      guard let invitation, invitation.utf8.count <= 64 else {
        throw invitation == nil ? .invitationMissing : .invalidInvitation
      }
      return AccessSecret.digest(of: invitation)
    }
  }
}

extension HermesError {
  fileprivate static let registrationClosed = HermesError(
    .registrationClosed,
    message: "This server takes no registrations. Ask its operator for an account.")
  fileprivate static let invitationMissing = HermesError(
    .invalidInvitation,
    message:
      "Registration needs an invitation: send its code as invitation. Ask the operator for one.")
  /// The answer to an invitation that can't be used.
  static let invalidInvitation = HermesError(
    .invalidInvitation,
    message:
      "This invitation can't be used: it is unknown, was used before, has expired, or is for another address. Ask the operator for a new one."
  )
  /// The answer to the right password of a disabled account.
  package static let accountDisabled = HermesError(
    .accountDisabled, message: "This account is disabled. Ask the operator of the server.")
}
