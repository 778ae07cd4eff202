import HermesContract

/// Which steps of a plan may run, without effects.
struct StepGraph {
  enum State: Equatable { case waiting, running, asking, completed, failed }

  private let steps: [PlanStep]
  private var states: [Int: State] = [:]

  init(_ plan: Plan, completed: Set<Int> = [], failed: Set<Int> = [], asking: Set<Int> = []) {
    steps = plan.steps
    for step in steps {
      states[step.number] =
        completed.contains(step.number)
        ? .completed
        : failed.contains(step.number)
          ? .failed : asking.contains(step.number) ? .asking : .waiting
    }
  }

  /// Takes the steps whose inputs are ready and which do not run yet.
  mutating func takeReady() -> [PlanStep] {
    let ready = steps.filter { step in
      states[step.number] == .waiting && step.dependsOn.allSatisfy { states[$0] == .completed }
    }
    for step in ready { states[step.number] = .running }
    return ready
  }

  mutating func run(_ number: Int) { states[number] = .running }

  mutating func complete(_ number: Int) { states[number] = .completed }

  mutating func fail(_ number: Int) { states[number] = .failed }

  /// It waits for a person.
  mutating func ask(_ number: Int) { states[number] = .asking }

  /// It may run again.
  mutating func answered(_ number: Int) { states[number] = .waiting }

  /// Whether a step waits for a person.
  var isAsking: Bool { states.values.contains(.asking) }

  /// Takes the steps that can never run because one they need has failed, and marks them failed.
  mutating func takeUnreachable() -> [PlanStep] {
    var unreachable: [PlanStep] = []
    for step in steps where states[step.number] == .waiting {
      if step.dependsOn.contains(where: { states[$0] == .failed }) {
        states[step.number] = .failed
        unreachable.append(step)
      }
    }
    return unreachable
  }

  /// Takes every step that waits, be it for a person: nothing more is started.
  mutating func takeWaiting() -> [PlanStep] {
    let waiting = steps.filter { [.waiting, .asking].contains(states[$0.number]) }
    for step in waiting { states[step.number] = .failed }
    return waiting
  }
}

extension StepGraph {
  init(_ plan: Plan, _ past: PastSteps) {
    self.init(
      plan, completed: Set(past.results.steps), failed: Set(past.failures.keys),
      asking: Set(past.asking.keys))
  }
}
