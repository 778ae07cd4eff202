import HermesContract
import HermesEvents

extension Orchestrator {
  /// Where doors read the bodies of requests.
  package nonisolated var bodies: RequestReading { services.bodies }

  /// Words are analysed for every agent that is loaded: the work is bounded by their length.
  /// - Throws: `query_too_large`.
  nonisolated func limitBytes(of query: String) throws(HermesError) {
    guard query.utf8.count <= configuration.maximumQueryBytes else {
      throw HermesError(
        .queryTooLarge,
        "query has \(query.utf8.count) bytes; at most \(configuration.maximumQueryBytes) are taken."
      )
    }
  }

  /// The callable agents whose cards have words of the query, best first. Not isolated: a search must
  /// not keep tasks waiting.
  /// - Throws: `query_too_large`.
  package nonisolated func findAgents(for query: String, limit: Int) async throws -> [FoundAgent] {
    try limitBytes(of: query)
    return try await services.search.find(
      text: query, among: agents.filter(\.isCallable), limit: limit)
  }
}
