import NIOCore

/// Once a second, schedules an immediate task on each event loop and records how late it runs.
package final class LoopLagProbe: Sendable {
  private static let interval = TimeAmount.seconds(1)

  private let timers: [RepeatedTask]

  /// Runs until `stop`.
  package init(loops: any EventLoopGroup, metrics: StreamMetrics) {
    timers = loops.makeIterator().map { loop in
      loop.scheduleRepeatedTask(initialDelay: Self.interval, delay: Self.interval) { _ in
        let due = NIODeadline.now()
        // Runs after everything that is already queued.
        loop.execute {
          metrics.loopLag.record(Double((NIODeadline.now() - due).nanoseconds) / 1e9)
        }
      }
    }
  }

  /// Cancels the timers.
  package func stop() { for timer in timers { timer.cancel() } }
}
