import Crypto
import HermesContract

extension Plan {
  /// More steps are refused.
  static let maximumSteps = 64

  init(steps: [PlanStep], planner: String) {
    self.init(steps: steps, planner: planner, hash: Self.hash(of: steps))
  }

  /// SHA-256 over agents, skills and dependencies: what runs, not how it is described.
  static func hash(of steps: [PlanStep]) -> String {
    let text = steps.map { "\($0.number) \($0.agent) \($0.skill) \($0.dependsOn)" }
      .joined(separator: "\n")
    return SHA256.hash(data: Array(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// Nothing runs that has not passed here.
  /// - Throws: `invalid_plan` with the reason.
  func validate(agents: [AgentStatus]) throws(HermesError) {
    func refuse(_ reason: String) -> HermesError { HermesError("invalid_plan", reason) }
    guard !steps.isEmpty, steps.count <= Self.maximumSteps else {
      throw refuse("A plan has 1 to \(Self.maximumSteps) steps; this one has \(steps.count).")
    }
    guard hash == Self.hash(of: steps) else {
      throw refuse("The plan is not the one that its hash names.")
    }
    for (index, step) in steps.enumerated() {
      guard step.number == index + 1 else {
        throw refuse("Step \(index + 1) of the plan is numbered \(step.number).")
      }
      guard let card = agents.first(where: { $0.card.name == step.agent })?.card,
        card.skills.contains(where: { $0.id == step.skill })
      else {
        throw refuse(
          "Step \(step.number) needs \(step.agent) (\(step.skill)), which is not loaded.")
      }
      // Only earlier steps: this also excludes cycles and steps that do not exist.
      guard step.dependsOn.allSatisfy({ $0 >= 1 && $0 < step.number }) else {
        throw refuse(
          "Step \(step.number) depends on \(step.dependsOn), and not only on earlier steps.")
      }
    }
  }
}
