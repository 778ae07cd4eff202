import Foundation

/// Waits for one child, and never collects another.
enum ProcessEnd {
  static func wait(for process: pid_t, status: inout Int32) {
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  }

  /// False if the process still exists at the deadline. Called after its output has ended, so that
  /// it normally exits within a millisecond or two.
  static func wait(
    for process: pid_t, until deadline: ContinuousClock.Instant, status: inout Int32
  ) -> Bool {
    var pause: UInt32 = 100
    while true {
      let answer = waitpid(process, &status, WNOHANG)
      if answer == process { return true }
      if answer < 0 && errno != EINTR { return true }
      if ContinuousClock.now >= deadline { return false }
      usleep(pause)
      pause = min(pause * 2, 10_000)
    }
  }

  /// The status as a shell shows it: the exit status, or 128 plus the number of the signal.
  static func shellStatus(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
