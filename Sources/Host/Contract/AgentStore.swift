/// What agents keep, apart for each agent and user.
package protocol AgentStore: Sendable {
  func value(of key: String, agent: String, owner: UserID) async throws -> [UInt8]?

  /// - Parameter quota: bytes of keys and values that the agent may keep for the user.
  /// - Returns: false if it would be more; nothing is changed then.
  func put(
    _ value: [UInt8], key: String, agent: String, owner: UserID, quota: Int
  ) async throws -> Bool

  /// - Returns: false if there was none.
  func remove(key: String, agent: String, owner: UserID) async throws -> Bool

  /// In the order of their bytes.
  func keys(beginningWith prefix: String, agent: String, owner: UserID) async throws -> [String]
}
