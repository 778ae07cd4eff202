import HermesContract
import HermesEvents
import HermesStorage
import Logging
import ServiceLifecycle

/// Applies the retention again and again while the server runs.
struct RetentionService: Service {
  let retention: Retention
  let store: SQLiteStore
  let interval: Duration
  let connections: ConnectionRegistry
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        var removed = 0
        do {
          try await retention.apply(to: store) { task in
            removed += 1
            connections.close(task: task)
          }
        } catch is CancellationError {
          return
        } catch {
          // Tried again at the next turn.
          logger.error("old history could not be removed", metadata: ["error": "\(error)"])
        }
        if removed > 0 { logger.info("old tasks removed", metadata: ["count": "\(removed)"]) }
        try? await Task.sleep(for: interval)
      }
    }
  }
}
