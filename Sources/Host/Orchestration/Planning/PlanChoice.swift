import HermesContract

/// A skill that was chosen for one or more wishes of a request.
struct PlanChoice: Equatable {
  let agent: String
  let skill: Skill
  /// The requested capabilities of the skill, in the order of the request.
  var capabilities: [String]
  /// Indices into the list of wishes.
  var wishes: Set<Int> = []
  /// The wish whose results are its only input; nil if it takes the results of all.
  var branch: Int?

  func of(_ wishes: Set<Int>, branch: Int?) -> PlanChoice {
    PlanChoice(
      agent: agent, skill: skill, capabilities: capabilities, wishes: wishes, branch: branch)
  }

  /// nil if none of its wishes is left.
  func without(_ refused: some Collection<Int>) -> PlanChoice? {
    let left = wishes.subtracting(refused)
    return left.isEmpty ? nil : of(left, branch: branch)
  }
}
