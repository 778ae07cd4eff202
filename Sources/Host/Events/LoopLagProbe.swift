import NIOCore

/// Asks each event loop once a second for something at once, and records how late it comes.
package final class LoopLagProbe: Sendable {
  private static let interval = TimeAmount.seconds(1)

  private let timers: [RepeatedTask]

  /// Runs until `stop`.
  package init(loops: any EventLoopGroup, metrics: StreamMetrics) {
    timers = loops.makeIterator().map { loop in
      loop.scheduleRepeatedTask(initialDelay: Self.interval, delay: Self.interval) { _ in
        let due = NIODeadline.now()
        // Behind everything that waits already.
        loop.execute {
          metrics.loopLag.record(Double((NIODeadline.now() - due).nanoseconds) / 1e9)
        }
      }
    }
  }

  package func stop() { for timer in timers { timer.cancel() } }
}
