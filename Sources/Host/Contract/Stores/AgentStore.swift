/// Key-value storage of agents, separate for each agent and user.
package protocol AgentStore: Sendable {
  /// The value of a key, or nil.
  func value(of key: String, agent: String, owner: UserID) async throws -> [UInt8]?

  /// Sets the value of a key.
  /// - Parameter quota: bytes of keys and values that the agent may store for the user.
  /// - Returns: false if the quota would be exceeded; nothing is changed then.
  func put(
    _ value: [UInt8], key: String, agent: String, owner: UserID, quota: Int
  ) async throws -> Bool

  /// Removes a key.
  /// - Returns: false if the key did not exist.
  func remove(key: String, agent: String, owner: UserID) async throws -> Bool

  /// Keys with the prefix, ordered by their bytes.
  func keys(beginningWith prefix: String, agent: String, owner: UserID) async throws -> [String]
}
