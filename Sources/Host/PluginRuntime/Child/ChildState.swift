/// The life cycle of a child. Pure: no processes, clocks or locks.
///
///     down --launch--> starting --created (all)--> up
///       ^------------- ended, after a delay ------- |
///     stop, from anywhere: stopped, for good
struct ChildState: Sendable {
  enum Action: Equatable {
    case none
    case restart(after: Duration)
  }

  private enum Phase: Equatable {
    case down
    case starting(missing: Int, isLoaded: Bool)
    case up
    case stopped
  }

  private static let firstDelay = Duration.milliseconds(100)
  private static let longestDelay = Duration.seconds(30)
  private var phase = Phase.down
  /// The number of the child that is running or ran last; messages of earlier ones are ignored.
  private(set) var number = 0
  private var failures = 0
  private var lastCause: String?

  var isUp: Bool { phase == .up }
  var isStopped: Bool { phase == .stopped }

  func isStarting(_ child: Int) -> Bool {
    if case .starting = phase { child == number } else { false }
  }

  /// Why no call can be carried at the moment.
  var outage: String? {
    switch phase {
    case .up: nil
    case .down, .starting: lastCause.map { "restarting after \($0)" } ?? "starting"
    case .stopped: "stopped"
    }
  }

  /// - Returns: the number of the child to start; nil if none should be started.
  mutating func launch(agents: Int) -> Int? {
    guard phase == .down else { return nil }
    number += 1
    phase = .starting(missing: agents, isLoaded: false)
    return number
  }

  /// The child has opened the library.
  /// - Returns: whether it should create the agents now.
  mutating func loaded(_ child: Int) -> Bool {
    guard child == number, case .starting(let missing, isLoaded: false) = phase else {
      return false
    }
    phase = .starting(missing: missing, isLoaded: true)
    return true
  }

  /// - Returns: whether this was the last missing agent.
  mutating func created(_ child: Int) -> Bool {
    guard child == number, case .starting(let missing, let isLoaded) = phase else { return false }
    phase = missing > 1 ? .starting(missing: missing - 1, isLoaded: isLoaded) : .up
    return missing <= 1
  }

  /// A call was answered, so a later failure is not part of a crash loop.
  mutating func answered(_ child: Int) {
    if child == number { failures = 0 }
  }

  /// The first start decides whether the library is served at all; only later starts are retried.
  mutating func ended(_ child: Int, cause: String) -> Action {
    guard child == number, phase != .stopped else { return .none }
    if case .starting = phase, number == 1 {
      phase = .stopped
      return .none
    }
    phase = .down
    lastCause = cause
    failures += 1
    return .restart(after: min(Self.firstDelay * (1 << min(failures - 1, 16)), Self.longestDelay))
  }

  mutating func stop() { phase = .stopped }
}
