import HermesContract

/// Counts the requests that wait for their tasks, so that one user cannot hold all connections.
final class WaitingRequests: Sendable {
  private let places: CountedPlaces<UserID>

  init(perUser: Int) { places = CountedPlaces(maximum: perUser) }

  /// Runs `body` as one of the user's waiting requests.
  /// - Throws: `too_many_connections`, or what `body` throws.
  func counted<Value>(of user: UserID, _ body: () async throws -> Value) async throws -> Value {
    guard places.enter(user) else {
      throw HermesError(
        .tooManyConnections,
        message:
          "\(places.maximum) of your requests wait for tasks already. Send this one without wait, and follow links.stream.",
        isRetryable: true)
    }
    defer { places.leave(user) }
    return try await body()
  }
}
