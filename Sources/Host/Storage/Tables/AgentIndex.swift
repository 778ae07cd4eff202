import GRDB
import HermesContract
import Synchronization

/// Ranks agent cards by BM25 with an in-memory FTS5 table, which is rebuilt only when the set of
/// cards has changed.
package final class AgentIndex: AgentIndexing {
  private let database: DatabaseQueue
  private let indexed = Mutex<[AgentCard]>([])

  /// An empty index.
  /// - Throws: if SQLite has no FTS5.
  package init() throws {
    database = try DatabaseQueue()
    try database.write { database in
      try database.execute(
        sql: """
          CREATE VIRTUAL TABLE agent USING fts5(
            name UNINDEXED, title, tags, examples, description, tokenize = 'porter unicode61')
          """)
    }
  }

  package func rank(
    _ query: String, among cards: [AgentCard]
  ) async throws -> [(name: String, score: Double)] {
    let words = query.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(64)
    guard !words.isEmpty else { return [] }
    // Quote the words, so that FTS5 operators in a request are plain words.
    let match = Set(words.map { "\"\($0)\"" }).sorted().joined(separator: " OR ")
    return try ranked(match, among: cards)
  }

  /// Runs on the caller's thread: switching to another thread and back would take longer than the
  /// query.
  private func ranked(
    _ match: String, among cards: [AgentCard]
  ) throws -> [(name: String, score: Double)] {
    // Fill and query in one turn on the queue, so that another call can't replace the cards in
    // between.
    try database.writeWithoutTransaction { database in
      if indexed.withLock({ $0 != cards }) {
        try database.inTransaction {
          try Self.fillIndex(in: database, with: cards)
          return .commit
        }
        indexed.withLock { $0 = cards }
      }
      return try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT name, -bm25(agent, 0, 4, 4, 2, 1) AS score FROM agent WHERE agent MATCH ?
            ORDER BY score DESC
            """), arguments: [match]
      ).map { (name: $0["name"], score: $0["score"]) }
    }
  }

  private static func fillIndex(in database: Database, with cards: [AgentCard]) throws {
    try database.execute(sql: "DELETE FROM agent")
    for card in cards {
      try database.execute(
        sql: "INSERT INTO agent (name, title, tags, examples, description) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          card.name, ([card.name] + card.skills.map(\.name)).joined(separator: " "),
          card.skills.flatMap(\.tags).joined(separator: " "),
          card.skills.flatMap(\.examples).joined(separator: " "),
          ([card.description] + card.skills.map(\.description)).joined(separator: " "),
        ])
    }
  }
}
