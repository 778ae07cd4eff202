import Crypto
import HermesContract

extension Plan {
  /// A longer plan is refused.
  static let maximumSteps = 128

  init(steps: [PlanStep], planner: String) {
    self.init(steps: steps, planner: planner, hash: Self.hash(of: steps))
  }

  /// SHA-256 over agents, skills and dependencies: what runs, not how it is described.
  static func hash(of steps: [PlanStep]) -> String {
    let text = steps.map { "\($0.number) \($0.agent) \($0.skill) \($0.dependsOn)" }
      .joined(separator: "\n")
    return SHA256.hash(data: Array(text.utf8)).hexadecimal
  }

  /// No plan runs without passing this check.
  /// - Parameter given: the media types that the request brings along besides plain text; nil if
  ///   the owner chose the agent, which may take anything.
  /// - Throws: `invalid_plan` with the reason.
  func validate(agents: [AgentStatus], given: Set<String>?) throws(HermesError) {
    if let fault = fault(agents: agents, given: given) {
      throw HermesError(.invalidPlan, message: fault.reason)
    }
  }

  /// The first fault of the plan; nil if it may run.
  func fault(agents: [AgentStatus], given: Set<String>?) -> PlanFault? {
    guard !steps.isEmpty else { return .noSteps }
    guard steps.count <= Self.maximumSteps else { return .tooManySteps(steps.count) }
    guard hash == Self.hash(of: steps) else { return .otherHash }
    if let fault = numberFault ?? edgeFault { return fault }
    var skills: [Skill] = []
    for step in steps {
      guard let card = agents.first(where: { $0.card.name == step.agent })?.card else {
        return .unknownAgent(step: step.number, step.agent)
      }
      guard let skill = card.skills.first(where: { $0.id == step.skill }) else {
        return .unknownSkill(step: step.number, agent: step.agent, step.skill)
      }
      skills.append(skill)
    }
    return given.flatMap { inputFault(skills, given: $0) }
  }

  private var numberFault: PlanFault? {
    var seen: Set<Int> = []
    for (index, step) in steps.enumerated() {
      guard seen.insert(step.number).inserted else { return .duplicateNumber(step.number) }
      guard step.number == index + 1 else {
        return .misnumbered(step.number, place: index + 1)
      }
    }
    return nil
  }

  /// Expects steps that are numbered in their order.
  private var edgeFault: PlanFault? {
    for step in steps {
      var seen: Set<Int> = []
      for needed in step.dependsOn {
        guard (1...steps.count).contains(needed) else {
          return .missingStep(step: step.number, needs: needed)
        }
        guard seen.insert(needed).inserted else {
          return .duplicateEdge(step: step.number, needs: needed)
        }
      }
    }
    if let cycle { return .cycle(cycle) }
    for step in steps {
      if let later = step.dependsOn.first(where: { $0 > step.number }) {
        return .laterStep(step: step.number, needs: later)
      }
    }
    return nil
  }

  /// Steps that wait for one another. Expects that every step a step depends on exists.
  private var cycle: [Int]? {
    var free: Set<Int> = []
    var waiting = steps
    while true {
      let next = waiting.filter { !$0.dependsOn.allSatisfy(free.contains) }
      guard next.count < waiting.count else { break }
      free = Set(steps.map(\.number)).subtracting(next.map(\.number))
      waiting = next
    }
    guard var number = waiting.first?.number else { return nil }
    // Every remaining step depends on another remaining one, so following the dependencies closes a
    // cycle.
    var path: [Int] = []
    while !path.contains(number) {
      path.append(number)
      number = steps[number - 1].dependsOn.first { !free.contains($0) } ?? number
    }
    return Array(path.drop { $0 != number })
  }

  /// - Parameter skills: the skills of the steps.
  private func inputFault(_ skills: [Skill], given: Set<String>) -> PlanFault? {
    for (step, skill) in zip(steps, skills) {
      let needed = step.dependsOn.flatMap { skills[$0 - 1].outputModes }
      let available = given.union([Part.plainText]).union(needed)
      guard available.contains(where: skill.takes) else {
        return .danglingInput(step: step.number, takes: skill.inputModes)
      }
    }
    return nil
  }
}
