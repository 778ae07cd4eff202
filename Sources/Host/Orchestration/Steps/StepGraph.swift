import HermesContract

/// Which steps of a plan may run. Pure: it has no effects.
struct StepGraph {
  enum State: Equatable {
    case waiting, running, asking, completed, failed
    /// It can never run because a step it needs has failed.
    case unreachable
  }

  private let steps: [PlanStep]
  private let dispensable: [Int: Set<Int>]
  private var states: [Int: State] = [:]

  /// - Parameter dispensable: for a step, those of its dependencies that it can do without if they
  ///   fail.
  init(
    _ plan: Plan, completed: Set<Int> = [], failed: Set<Int> = [], asking: Set<Int> = [],
    dispensable: [Int: Set<Int>] = [:]
  ) {
    steps = plan.steps
    self.dispensable = dispensable
    for step in steps {
      states[step.number] =
        completed.contains(step.number)
        ? .completed
        : failed.contains(step.number)
          ? .failed : asking.contains(step.number) ? .asking : .waiting
    }
    markUnreachable()
  }

  /// Takes the steps whose inputs are ready and that are not running.
  mutating func takeReady() -> [PlanStep] {
    let ready = steps.filter { step in
      states[step.number] == .waiting
        && step.dependsOn.allSatisfy { states[$0] == .completed || isDispensed($0, with: step) }
    }
    for step in ready { states[step.number] = .running }
    return ready
  }

  mutating func markRunning(_ number: Int) { states[number] = .running }

  mutating func complete(_ number: Int) { states[number] = .completed }

  mutating func fail(_ number: Int) {
    states[number] = .failed
    markUnreachable()
  }

  private mutating func markUnreachable() {
    var isChanged = true
    while isChanged {
      isChanged = false
      for step in steps where states[step.number] == .waiting {
        guard step.dependsOn.contains(where: { isLost($0) && !isDispensed($0, with: step) }) else {
          continue
        }
        states[step.number] = .unreachable
        isChanged = true
      }
    }
  }

  /// The step waits for a person.
  mutating func markAsking(_ number: Int) { states[number] = .asking }

  /// The step may run again.
  mutating func answered(_ number: Int) { states[number] = .waiting }

  /// Whether any step waits for a person.
  var isAsking: Bool { states.values.contains(.asking) }

  /// Takes the steps that can never run because one they need has failed, and marks them failed.
  mutating func takeUnreachable() -> [PlanStep] {
    let unreachable = steps.filter { states[$0.number] == .unreachable }
    for step in unreachable { states[step.number] = .failed }
    return unreachable
  }

  private func isLost(_ number: Int) -> Bool {
    states[number] == .failed || states[number] == .unreachable
  }

  private func isDispensed(_ source: Int, with step: PlanStep) -> Bool {
    isLost(source) && dispensable[step.number]?.contains(source) ?? false
  }

  /// Takes every step that waits, including those that wait for a person: nothing more is started.
  mutating func takeWaiting() -> [PlanStep] {
    let waiting = steps.filter { [.waiting, .asking, .unreachable].contains(states[$0.number]) }
    for step in waiting { states[step.number] = .failed }
    return waiting
  }
}

extension StepGraph {
  init(_ plan: Plan, past: PastSteps, dispensable: [Int: Set<Int>] = [:]) {
    self.init(
      plan, completed: Set(past.results.steps), failed: Set(past.failures.keys),
      asking: Set(past.asking.keys), dispensable: dispensable)
  }
}
