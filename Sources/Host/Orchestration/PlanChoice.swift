import HermesContract

/// A skill that was chosen for wishes of a request.
struct PlanChoice: Equatable {
  let agent: String
  let skill: Skill
  /// What of the skill is asked for, in the order of the request.
  var capabilities: [String]
  /// Places in the list of wishes.
  var wishes: Set<Int> = []
  /// The wish whose results alone it takes; nil: it takes everybody's.
  var branch: Int?

  func of(_ wishes: Set<Int>, branch: Int?) -> PlanChoice {
    PlanChoice(
      agent: agent, skill: skill, capabilities: capabilities, wishes: wishes, branch: branch)
  }

  /// nil if no wish is left that it is for.
  func without(_ refused: some Collection<Int>) -> PlanChoice? {
    let left = wishes.subtracting(refused)
    return left.isEmpty ? nil : of(left, branch: branch)
  }
}
