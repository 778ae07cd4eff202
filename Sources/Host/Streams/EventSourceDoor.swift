import HermesAccounts
import HermesContract
import HermesEvents
import HummingbirdCore
import NIOCore

/// Opens streams of tasks as `text/event-stream`.
package struct EventSourceDoor: Sendable {
  private let services: StreamServices

  /// - Parameter services: shared with the sockets.
  package init(_ services: StreamServices) { self.services = services }

  /// - Parameters:
  ///   - after: the last seq that the client has.
  ///   - address: the client's.
  ///   - channel: the request's connection.
  /// - Returns: the events from there on, or nil if the task has ended and the client has them all.
  /// - Throws: `task_not_found` or `too_many_connections`.
  package func open(
    _ task: TaskID, after: Int64?, epoch: String?, identity: Identity,
    address: String, on channel: any Channel
  ) async throws -> ResponseBody? {
    let opening = try await StreamOpening.open(
      task, after: after, epoch: epoch, identity: identity, services: services)
    guard !opening.isComplete else { return nil }
    let stream = try EventSourceStream(opening, address: address, on: channel, services: services)
    return ResponseBody { writer in
      await stream.run()
      try await writer.finish(nil)
    }
  }
}
