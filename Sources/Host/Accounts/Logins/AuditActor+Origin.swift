import HermesContract

extension AuditActor {
  /// An account, or a stranger, where a login came from.
  package init(user: UserID?, from origin: LoginOrigin) {
    self.init(user: user, address: origin.address, client: origin.client)
  }

  /// The sender of a request.
  package init(_ identity: Identity, from origin: LoginOrigin) {
    self.init(
      user: identity.user, address: origin.address, client: origin.client,
      session: identity.session)
  }
}
