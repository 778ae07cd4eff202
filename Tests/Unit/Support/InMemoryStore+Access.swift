import HermesContract

extension InMemoryStore: APIKeyStore, InvitationStore {
  func insert(_ key: APIKeyRecord) async throws -> APIKeyInsertion {
    write { state in
      let own = state.keys.filter { $0.user == key.user }
      guard own.count < APIKeyRecord.maximumPerUser else { return .tooMany }
      guard !own.contains(where: { $0.name == key.name }) else { return .nameTaken }
      guard state.users.contains(where: { $0.id == key.user && $0.disabledAt == nil }) else {
        return .noAccount
      }
      state.keys.append(key)
      return .done
    }
  }

  func apiKey(withDigest digest: [UInt8]) async throws -> (
    key: APIKeyRecord, role: UserRecord.Role
  )? {
    read { state in
      guard let key = state.keys.first(where: { $0.digest == digest }),
        key.expiresAt ?? .never > .now,
        let user = state.users.first(where: { $0.id == key.user && $0.disabledAt == nil })
      else { return nil }
      return (key, user.role)
    }
  }

  func apiKeys(of user: UserID) async throws -> [APIKeyRecord] {
    read { state in
      state.keys.filter { $0.user == user }
        .sorted { ($0.createdAt, $0.id.text) < ($1.createdAt, $1.id.text) }
    }
  }

  func revoke(_ key: APIKeyID, of user: UserID) async throws -> Bool {
    write { state in
      let count = state.keys.count
      state.keys.removeAll { $0.id == key && $0.user == user }
      return state.keys.count < count
    }
  }

  func recordUse(of key: APIKeyID, at time: Timestamp) async throws {
    write { state in
      for index in state.keys.indices where state.keys[index].id == key {
        state.keys[index].lastUsedAt = time
      }
    }
  }

  func insert(_ invitation: InvitationRecord) async throws -> Bool {
    write { state in
      state.invitations.removeAll { $0.expiresAt <= .now }
      guard state.invitations.count < InvitationRecord.maximum else { return false }
      state.invitations.append(invitation)
      return true
    }
  }

  func isOpen(invitation digest: [UInt8], for email: String) async throws -> Bool {
    read { state in
      state.invitations.contains { $0.digest == digest && $0.isOpen(for: email) }
    }
  }

  func removeInvitations() async throws -> Int {
    write { state in
      defer { state.invitations.removeAll() }
      return state.invitations.count
    }
  }
}

extension InvitationRecord {
  func isOpen(for address: String) -> Bool {
    expiresAt > .now && (email == nil || email == address)
  }
}
