/// What Ctrl-C does to a task that is being followed: the first leaves it, a second one soon after
/// cancels it, and a third waits for nothing.
package struct InterruptRule: Sendable, Equatable {
  package enum Action: Sendable, Equatable {
    /// Say that the task goes on, and leave unless another one comes.
    case leave
    case cancel
    case quit
  }

  private var count = 0

  package init() {}

  package mutating func interrupted() -> Action {
    count += 1
    switch count {
    case 1: return .leave
    case 2: return .cancel
    default: return .quit
    }
  }
}
