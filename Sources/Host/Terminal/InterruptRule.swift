/// The effect of Ctrl-C while a task is being followed: the first one leaves it, a second one soon
/// after cancels it, and a third quits immediately.
package struct InterruptRule: Sendable, Equatable {
  /// What a press of Ctrl-C does.
  package enum Action: Sendable, Equatable {
    /// Report that the task continues, and leave unless there is another Ctrl-C.
    case leave
    case cancel
    case quit
  }

  private var count = 0

  package init() {}

  /// Counts a press of Ctrl-C and returns its effect.
  package mutating func interrupted() -> Action {
    count += 1
    switch count {
    case 1: return .leave
    case 2: return .cancel
    default: return .quit
    }
  }
}
