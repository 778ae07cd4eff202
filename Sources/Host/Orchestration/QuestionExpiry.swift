import HermesContract
import Logging

/// Closes the questions whose time is over.
struct QuestionExpiry: Sendable {
  /// Between two attempts to store what can't be stored.
  private static let retryWait = Duration.seconds(5)

  let store: any InputStore
  let closing: QuestionClosing
  /// How long a question stays open.
  let lifetime: Duration
  let logger: Logger

  /// Until the surrounding task is cancelled.
  func run() async {
    while !Task.isCancelled {
      let wait = await closeExpired()
      try? await Task.sleep(for: wait)
    }
  }

  /// - Returns: how long until the next one can be, or until it is tried again where nothing can be stored.
  private func closeExpired() async -> Duration {
    let now = Timestamp.now
    // A question that is asked from now on expires no sooner; an hour, because clocks are set.
    var wait = min(lifetime, .seconds(3600))
    do {
      for open in try await store.expiredInputs(at: now) {
        do { try await closing.close(open, with: .expired) } catch {
          // Refused if it was answered just now; all the others would fail as well where the journal does.
          guard (error as? HermesError)?.known != .journalUnavailable else { return Self.retryWait }
        }
      }
      if let next = try await store.nextInputExpiry() {
        wait = min(wait, .milliseconds(max(10, next.milliseconds - now.milliseconds)))
      }
    } catch {
      logger.error("questions not looked at", metadata: ["error": "\(error)"])
    }
    return wait
  }
}
