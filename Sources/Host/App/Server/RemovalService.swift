import HermesContract
import Logging
import ServiceLifecycle

/// Removes deleted data while the server runs, and at the start what the last run left.
struct RemovalService: Service {
  private static let pause = Duration.seconds(30)

  let store: any RemovalStore
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in store.removalsWaiting {
        while !Task.isCancelled {
          do { if try await !store.removeDeleted() { break } } catch {
            logger.error("deleted data could not be removed", metadata: ["error": "\(error)"])
            await Task.pause(for: Self.pause)
          }
        }
      }
    }
  }
}
