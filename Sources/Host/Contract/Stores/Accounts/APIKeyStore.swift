/// What a client may do; each scope includes the ones before it.
package enum AccessScope: String, Sendable, CaseIterable, Comparable {
  /// Read and follow what the account owns.
  case read
  /// Also send requests, answer, cancel and delete.
  case run
  /// Also what only admins may do, as long as the account is an admin's.
  case admin

  package static func < (left: AccessScope, right: AccessScope) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .read: 0
    case .run: 1
    case .admin: 2
    }
  }
}

/// A long-lived secret of an account, for programs. The secret itself is never stored.
package struct APIKeyRecord: Sendable {
  /// Keys that an account may have at the same time.
  package static let maximumPerUser = 100

  /// Names the key in lists; not secret.
  package var id: APIKeyID
  /// The account that the key acts for.
  package var user: UserID
  /// Chosen by its owner; unique within the account.
  package var name: String
  /// The most that a client may do with it.
  package var scope: AccessScope
  /// The SHA-256 of the secret, which has 256 random bits, so that a slow hash would add nothing.
  package var digest: [UInt8]
  /// When it was made.
  package var createdAt: Timestamp
  /// When it stops being accepted; nil if it never does.
  package var expiresAt: Timestamp?
  /// When it was last used, to the minute; nil if it never was.
  package var lastUsedAt: Timestamp?

  package init(
    id: APIKeyID, user: UserID, name: String, scope: AccessScope, digest: [UInt8],
    createdAt: Timestamp, expiresAt: Timestamp? = nil, lastUsedAt: Timestamp? = nil
  ) {
    self.id = id
    self.user = user
    self.name = name
    self.scope = scope
    self.digest = digest
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.lastUsedAt = lastUsedAt
  }
}

extension SessionID {
  /// What stands for a key where streams are closed: the end of a key ends its streams, as the end
  /// of a login session ends those of the session.
  package init(key: APIKeyID) { self.init("key-\(key.text)") }
}

/// The outcome of storing a key.
package enum APIKeyInsertion: Sendable {
  case done
  /// The account has a key of this name.
  case nameTaken
  /// The account has `APIKeyRecord.maximumPerUser` keys.
  case tooMany
  /// The account does not exist, or is disabled.
  case noAccount
}

/// Stores API keys. Keys of deleted and disabled accounts are treated as keys that do not exist,
/// except in lists.
package protocol APIKeyStore: Sendable {
  /// Stores a new key.
  func insert(_ key: APIKeyRecord) async throws -> APIKeyInsertion
  /// The key with this digest and its account's role; nil if there is none, or it has expired.
  func apiKey(withDigest digest: [UInt8]) async throws -> (
    key: APIKeyRecord, role: UserRecord.Role
  )?
  /// An account's keys, in order of creation, those that have expired included.
  func apiKeys(of user: UserID) async throws -> [APIKeyRecord]
  /// Removes a key.
  /// - Returns: false if the account has no such key.
  func revoke(_ key: APIKeyID, of user: UserID) async throws -> Bool
  /// Stores when a key was last used.
  func recordUse(of key: APIKeyID, at time: Timestamp) async throws
}
