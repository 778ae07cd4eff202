import HermesContract
import HermesEvents
import HermesStorage
import HermesStreams
import Logging
import ServiceLifecycle

/// Applies the retention limits periodically while the server runs, by a trusted clock.
struct RetentionService: Service {
  /// The maximum age of the stored trusted time.
  private static let storedEvery = Duration.seconds(600)

  let retention: Retention
  let store: any RetentionStore
  let interval: Duration
  let connections: ConnectionRegistry
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      let start = ContinuousClock.now
      var clock: TrustedClock?
      var stored: ContinuousClock.Instant?
      while !Task.isCancelled {
        do {
          var now: TrustedClock
          if let clock { now = clock } else { now = try await begin() }
          if let notice = now.advance(wall: .now, uptime: .now - start) {
            logNotice(notice, clock: now)
          }
          clock = now
          if stored.map({ .now - $0 >= Self.storedEvery }) ?? true {
            try await store.setLastTrustedTime(now.now)
            stored = .now
          }
          try await apply(now.now)
        } catch is CancellationError {
          return
        } catch {
          // Retried at the next interval.
          logger.error("old history could not be removed", metadata: ["error": "\(error)"])
        }
        await Task.pause(for: interval)
      }
    }
  }

  private func begin() async throws -> TrustedClock {
    let clock = TrustedClock(
      last: try await store.lastTrustedTime(), wall: .now, uptime: .zero)
    if !clock.isTrusted { logNotice(.ahead(by: clock.lead), clock: clock) }
    return clock
  }

  private func apply(_ now: Timestamp) async throws {
    var removed = 0
    defer {
      if removed > 0 { logger.info("old tasks removed", metadata: ["count": "\(removed)"]) }
    }
    try await retention.apply(to: store, now: now) { task in
      removed += 1
      connections.close(task: task)
    }
  }

  private func logNotice(_ notice: TrustedClock.Notice, clock: TrustedClock) {
    switch notice {
    case .ahead(let lead):
      logger.error(
        "the clock has jumped ahead; retention ignores it until it has run steadily for a day",
        metadata: [
          "ahead_by": "\(lead)", "clock": "\(Timestamp.now.text)",
          "retention_goes_by": "\(clock.now.text)",
        ])
    case .trusted:
      logger.notice(
        "the clock is trusted again", metadata: ["retention_goes_by": "\(clock.now.text)"])
    }
  }
}
