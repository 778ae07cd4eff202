import HermesContract

extension InMemoryStore: AccountStore {
  func insert(
    _ user: UserRecord, using invitation: [UInt8]?
  ) async throws -> AccountInsertion {
    write { state in
      let used = state.invitations.firstIndex {
        $0.digest == invitation && $0.isOpen(for: user.email)
      }
      guard invitation == nil || used != nil else { return .notInvited }
      let isTaken = state.users.contains { other in
        other.id == user.id || Self.same(other.email, user.email)
          || Self.same(other.username, user.username)
      }
      guard !isTaken else { return .taken }
      if let used { state.invitations.remove(at: used) }
      state.users.append(user)
      return .done
    }
  }

  /// Byte for byte.
  private static func same(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return false }
    return one.utf8.elementsEqual(other.utf8)
  }

  func user(email: String) async throws -> UserRecord? {
    read { state in
      state.users.first { Self.same($0.email, email) || Self.same($0.username, email) }
    }
  }

  func user(_ id: UserID) async throws -> UserRecord? {
    read { state in state.users.first { $0.id == id } }
  }

  func usage(after previous: UserID?, limit: Int) async throws -> [AccountUsage] {
    read { state in
      let users = state.users.sorted { ($0.createdAt, $0.id.text) < ($1.createdAt, $1.id.text) }
      let begin = previous.flatMap { id in users.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
      return users.dropFirst(begin).prefix(limit).map { user in
        var usage = AccountUsage(user)
        let tasks = state.tasks(of: user.id)
        let today = MemoryState.Day(owner: user.id, number: Quotas.dayNumber(of: .now))
        let (sessions, keys) = (
          state.sessions.filter { $0.user == user.id && $0.expiresAt > .now },
          state.keys.filter { $0.user == user.id }
        )
        usage.tasks = tasks.count
        usage.openTasks = tasks.count { !$0.record.status.isTerminal }
        usage.storedBytes = Int64(state.storedBytes(of: user.id))
        usage.tasksToday = Int(state.begun[today] ?? 0)
        usage.tokensToday = Int(state.tokens[today] ?? 0)
        usage.sessions = sessions.count
        usage.keys = keys.count
        usage.lastSeenAt = (sessions.compactMap(\.refreshedAt) + keys.compactMap(\.lastUsedAt))
          .max()
        return usage
      }
    }
  }

  func setPassword(
    _ hash: String, of user: UserID, replacing old: String?, except kept: SessionID?
  ) async throws -> [SessionID]? {
    write { state in
      let index = state.users.firstIndex {
        $0.id == user && (old == nil || $0.passwordHash == old)
      }
      guard let index else { return nil }
      state.users[index].passwordHash = hash
      return state.revokeSessions(of: user, except: kept)
    }
  }

  func setRole(_ role: UserRecord.Role, of user: UserID) async throws {
    write { state in
      for index in state.users.indices where state.users[index].id == user {
        state.users[index].role = role
      }
    }
  }

  func setDisabled(_ isDisabled: Bool, of user: UserID) async throws -> [SessionID] {
    write { state in
      for index in state.users.indices where state.users[index].id == user {
        let since = state.users[index].disabledAt ?? .now
        state.users[index].disabledAt = isDisabled ? since : nil
      }
      guard isDisabled else { return [] }
      let keys = state.keys.filter { $0.user == user }.map { SessionID(key: $0.id) }
      return state.revokeSessions(of: user, except: nil) + keys
    }
  }

  func delete(user: UserID) async throws -> [SessionID] {
    let ended = write { state in
      let keys = state.keys.filter { $0.user == user }.map { SessionID(key: $0.id) }
      state.keys.removeAll { $0.user == user }
      state.users.removeAll { $0.id == user }
      state.remove { $0.record.owner == user }
      state.conversations = state.conversations.filter { $0.value.owner != user }
      state.values = state.values.filter { $0.key.owner != user }
      state.begun = state.begun.filter { $0.key.owner != user }
      state.tokens = state.tokens.filter { $0.key.owner != user }
      state.cursors[user] = nil
      state.removed[user] = nil
      return state.revokeSessions(of: user, except: nil) + keys
    }
    removals.yield()
    return ended
  }

  func insert(
    _ session: SessionRecord, checked hash: String, role: UserRecord.Role
  ) async throws -> [SessionID]? {
    write { state in
      state.sessions.removeAll { $0.expiresAt < .now }
      let isRight = state.users.contains {
        $0.id == session.user && $0.passwordHash == hash && $0.role == role && $0.disabledAt == nil
      }
      guard isRight else { return nil }
      state.sessions.append(session)
      let own = state.sessions.filter { $0.user == session.user }
        .sorted { ($1.expiresAt, $0.id.text) < ($0.expiresAt, $1.id.text) }
      let ended = own.dropFirst(SessionRecord.maximumPerUser).map(\.id)
      state.sessions.removeAll { ended.contains($0.id) }
      return ended
    }
  }

  func session(_ id: SessionID) async throws -> SessionRecord? {
    read { state in state.sessions.first { $0.id == id } }
  }

  func sessions(of user: UserID) async throws -> [SessionRecord] {
    read { state in
      state.sessions.filter { $0.user == user && $0.expiresAt >= .now }.sorted {
        ($1.refreshedAt ?? .never, $1.expiresAt, $0.id.text)
          < ($0.refreshedAt ?? .never, $0.expiresAt, $1.id.text)
      }
    }
  }

  func rotate(
    session: SessionID, from old: String, to new: String, expiresAt: Timestamp
  ) async throws -> SessionRotation {
    write { state in
      guard let index = state.sessions.firstIndex(where: { $0.id == session }) else {
        return .ended
      }
      guard state.sessions[index].refreshID == old else { return .reused }
      state.sessions[index].refreshID = new
      state.sessions[index].expiresAt = expiresAt
      state.sessions[index].refreshedAt = .now
      return .done
    }
  }

  func revoke(session: SessionID) async throws {
    write { state in state.sessions.removeAll { $0.id == session } }
  }

  func revokeSessions(of user: UserID, except kept: SessionID?) async throws -> [SessionID] {
    write { $0.revokeSessions(of: user, except: kept) }
  }
}

extension MemoryState {
  fileprivate mutating func revokeSessions(
    of user: UserID, except kept: SessionID?
  ) -> [SessionID] {
    let ended = sessions.filter { $0.user == user && $0.id != kept }.map(\.id)
    sessions.removeAll { ended.contains($0.id) }
    return ended
  }
}
