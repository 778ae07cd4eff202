import HermesContract
import HermesEvents

/// The agents that tasks are planned with, and whether tasks are accepted.
extension TaskService {
  /// Why tasks are not accepted at the moment.
  package enum Obstacle: String, Sendable {
    case stopping
    case storage = "storage_failing"
    case disk = "disk_nearly_full"
  }

  /// nil if tasks are accepted.
  package var obstacle: Obstacle? {
    get async {
      if await placement.isClosed { return .stopping }
      guard await ends.isEmpty, await services.journal.works() else { return .storage }
      return await store.isDiskNearlyFull() ? .disk : nil
    }
  }

  /// The tasks of this process.
  package var counts: (running: Int, queued: Int) { get async { await placement.counts } }

  /// The bytes of the database's file and of all blobs.
  package func storedBytes() async throws -> (database: Int64, blobs: Int64) {
    try await services.store.storedBytes()
  }

  /// Includes disabled agents.
  package var agents: [AgentStatus] { services.invoker.agents }

  /// Where doors read the bodies of requests.
  package var bodies: RequestReading { services.bodies }

  /// A query is analysed for every loaded agent, so its length bounds the work.
  /// - Throws: `query_too_large`.
  func limitBytes(of query: String) throws(HermesError) {
    guard query.utf8.count <= configuration.maximumQueryBytes else {
      throw HermesError(
        .queryTooLarge,
        message:
          "query has \(query.utf8.count) bytes; at most \(configuration.maximumQueryBytes) are taken."
      )
    }
  }

  /// The callable agents whose cards contain words of the query, best first.
  /// - Throws: `query_too_large`.
  package func findAgents(for query: String, limit: Int) async throws -> [FoundAgent] {
    try limitBytes(of: query)
    return try await services.search.findAgents(
      for: query, among: agents.filter(\.isCallable), limit: limit)
  }
}
