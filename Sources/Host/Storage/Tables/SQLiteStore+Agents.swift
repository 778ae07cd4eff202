import Foundation
import GRDB
import HermesContract

extension SQLiteStore: AgentStore {
  package func value(of key: String, agent: String, owner: UserID) async throws -> [UInt8]? {
    try await read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT value FROM agent_store WHERE owner = ? AND agent = ? AND key = ?",
        arguments: [owner.text, agent, key.whole]
      ).map { row in
        let data: Data = row["value"]
        return [UInt8](data)
      }
    }
  }

  package func put(
    _ value: [UInt8], key: String, agent: String, owner: UserID, quota: Int
  ) async throws -> Bool {
    try await pool.write { database in
      let others =
        try Int.fetchOne(
          database,
          sql: """
            SELECT sum(length(CAST(key AS BLOB)) + length(value)) FROM agent_store
            WHERE owner = ? AND agent = ? AND key <> ?
            """, arguments: [owner.text, agent, key.whole]) ?? 0
      guard others + key.utf8.count + value.count <= quota else { return false }
      try database.execute(
        sql: """
          INSERT INTO agent_store (owner, agent, key, value) VALUES (?, ?, ?, ?)
          ON CONFLICT (owner, agent, key) DO UPDATE SET value = excluded.value
          """, arguments: [owner.text, agent, key.whole, Data(value)])
      return true
    }
  }

  package func remove(key: String, agent: String, owner: UserID) async throws -> Bool {
    try await pool.write { database in
      try database.execute(
        sql: "DELETE FROM agent_store WHERE owner = ? AND agent = ? AND key = ?",
        arguments: [owner.text, agent, key.whole])
      return database.changesCount > 0
    }
  }

  package func keys(
    beginningWith prefix: String, agent: String, owner: UserID
  ) async throws -> [String] {
    try await read { database in
      try Row.fetchAll(
        database,
        // Not LIKE, because a prefix may contain its wildcards.
        sql: """
          SELECT key FROM agent_store
          WHERE owner = ?1 AND agent = ?2
            AND (?3 = ''
              OR substr(CAST(key AS BLOB), 1, length(CAST(?3 AS BLOB))) = CAST(?3 AS BLOB))
          ORDER BY CAST(key AS BLOB)
          """, arguments: [owner.text, agent, prefix.whole]
      ).compactMap { $0.text("key") }
    }
  }
}
