import HermesContract

/// The account of people who may read the data directory. It has no password, and always exists.
package enum OperatorAccount {
  /// Nobody else can have it.
  package static let email = "operator@localhost"

  /// The account; created in a new database.
  package static func record(in store: any AccountStore) async throws -> UserRecord {
    if let user = try await store.user(Quotas.exempt) { return user }
    var user = UserRecord(
      id: Quotas.exempt, email: email, username: nil, fullName: "Operator", passwordHash: "",
      role: .admin, createdAt: .now)
    // Earlier versions let others register with it.
    if try await !store.insert(user) {
      user.email = "operator-\(TaskID.random().text.prefix(8))@localhost"
      _ = try await store.insert(user)
    }
    return user
  }

  /// What requests of the control socket come from.
  package static func identity(in store: any AccountStore) async throws -> Identity {
    Identity(
      user: try await record(in: store).id, session: SessionID("operator"), scope: .admin,
      expiresAt: .never)
  }
}
