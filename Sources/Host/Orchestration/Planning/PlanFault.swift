import HermesContract

/// Why a plan may not run.
enum PlanFault: Error, Equatable {
  case noSteps
  case tooManySteps(Int)
  case otherHash
  case duplicateNumber(Int)
  case misnumbered(Int, place: Int)
  case unknownAgent(step: Int, String)
  case unknownSkill(step: Int, agent: String, String)
  case missingStep(step: Int, needs: Int)
  case duplicateEdge(step: Int, needs: Int)
  /// The steps of a cycle; each depends on the next, and the last on the first.
  case cycle([Int])
  case laterStep(step: Int, needs: Int)
  case danglingInput(step: Int, takes: [String])

  var reason: String {
    switch self {
    case .noSteps: "A plan has 1 to \(Plan.maximumSteps) steps; this one has none."
    case .tooManySteps(let count):
      "A plan has 1 to \(Plan.maximumSteps) steps; this one has \(count)."
    case .otherHash: "The plan is not the one that its hash names."
    case .duplicateNumber(let number): "Two steps of the plan are numbered \(number)."
    case .misnumbered(let number, let place):
      "Step \(place) of the plan is numbered \(number)."
    case .unknownAgent(let step, let agent): "Step \(step) needs \(agent), which is not loaded."
    case .unknownSkill(let step, let agent, let skill):
      "Step \(step) needs the skill \(skill) of \(agent), which it does not have."
    case .missingStep(let step, let needed):
      "Step \(step) depends on step \(needed), which the plan does not have."
    case .duplicateEdge(let step, let needed):
      "Step \(step) depends on step \(needed) twice."
    case .cycle(let steps):
      "Step \(steps[0]) depends on itself: \((steps + [steps[0]]).map(String.init).joined(separator: " on "))."
    case .laterStep(let step, let needed):
      "Step \(step) depends on step \(needed), which comes after it."
    case .danglingInput(let step, let modes):
      "Step \(step) takes \(modes.joined(separator: " or ")), which neither the request nor a step that it depends on gives."
    }
  }
}
