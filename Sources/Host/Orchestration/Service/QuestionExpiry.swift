import HermesContract
import Logging

/// Closes questions that have expired.
struct QuestionExpiry: Sendable {
  /// The pause between two attempts while the storage fails.
  private static let retryWait = Duration.seconds(5)

  let store: any InputStore
  let closing: QuestionClosing
  /// How long a question stays open.
  let lifetime: Duration
  let logger: Logger

  /// Returns when the surrounding task is cancelled.
  func run() async {
    while !Task.isCancelled {
      let wait = await closeExpired()
      await Task.pause(for: wait)
    }
  }

  /// - Returns: how long until the next question can expire, or until the next attempt while the
  ///   storage fails.
  private func closeExpired() async -> Duration {
    let now = Timestamp.now
    // A question asked from now on does not expire sooner. At most an hour, because clocks are
    // adjusted.
    var wait = min(lifetime, .seconds(3600))
    do {
      for open in try await store.expiredInputs(at: now) {
        do { try await closing.close(open, with: .expired) } catch {
          // Refused if it has just been answered. If the journal fails, all the others would fail
          // as well.
          guard (error as? HermesError)?.known != .journalUnavailable else { return Self.retryWait }
        }
      }
      if let next = try await store.nextInputExpiry() {
        wait = min(wait, .milliseconds(max(10, next.milliseconds - now.milliseconds)))
      }
    } catch {
      logger.error("expired questions could not be read", metadata: ["error": "\(error)"])
    }
    return wait
  }
}
