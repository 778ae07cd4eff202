import ArgumentParser
import HermesAccounts
import HermesContract
import HermesHTTP

/// The options that say whose keys a command is about.
struct KeyPlace: ParsableArguments {
  @Option(help: "The server of hermes login. Default: the data directory.")
  var url: String?

  @Option(help: "The account, by its e-mail address; by default the operator's.")
  var user: String?

  @OptionGroup var options: SettingsOptions

  func validate() throws {
    guard url == nil || user == nil else {
      throw ValidationError("--user is for the data directory. With --url, keys are your own.")
    }
    guard url == nil || options.data == nil else {
      throw ValidationError("--url and --data name two places. Leave one of them out.")
    }
  }

  /// Calls `body` with the keys.
  func withKeys<Value>(
    _ body: (any KeyManaging) async throws -> Value
  ) async throws -> Value {
    if let url { return try await body(RemoteKeys(client: APIClient(loggedInAt: url))) }
    return try await AccountAccess.open(options) { access in
      let owner =
        if let user {
          try await access.administration.account(user)
        } else {
          try await access.operatorAccount()
        }
      return try await body(StoredKeys(keys: access.keys, user: owner))
    }
  }
}

/// The API keys of one account. Records have the members of `GET /auth/keys`.
protocol KeyManaging: Sendable {
  /// Makes a key.
  /// - Returns: its record, and the secret as `key`.
  func make(_ name: String, scope: AccessScope, days: Int64?) async throws -> JSONObject
  /// All records.
  func all() async throws -> [JSONObject]
  /// Revokes a key.
  func revoke(_ key: APIKeyID) async throws
}

/// Keys in a data directory.
private struct StoredKeys: KeyManaging {
  let keys: APIKeyService
  let user: UserRecord

  func make(_ name: String, scope: AccessScope, days: Int64?) async throws -> JSONObject {
    try await keys.make(name, for: user, scope: scope, days: days, by: .commandLine).json
  }

  func all() async throws -> [JSONObject] { try await keys.keys(of: user.id).map(\.json) }

  func revoke(_ key: APIKeyID) async throws {
    try await keys.revoke(key, of: user.id, by: .commandLine)
  }
}

/// Keys of a server's user, over HTTP.
private struct RemoteKeys: KeyManaging {
  private static let path = "/api/v1/auth/keys"
  let client: APIClient

  func make(_ name: String, scope: AccessScope, days: Int64?) async throws -> JSONObject {
    let answer = try await client.send(
      "POST", to: Self.path,
      body: [
        "name": .string(name), "scope": .string(scope.rawValue),
        "expires_in_days": days.map { .int($0) } ?? .null,
      ], expecting: "key")
    return answer.object ?? JSONObject()
  }

  func all() async throws -> [JSONObject] {
    let answer = try await client.send("GET", to: Self.path, expecting: "keys")
    return answer["keys"]?.array?.compactMap(\.object) ?? []
  }

  func revoke(_ key: APIKeyID) async throws {
    _ = try await client.send("DELETE", to: "\(Self.path)/\(key.text)")
  }
}
