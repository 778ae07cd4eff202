import HermesContract

/// Makes the plan for a request: the model's if one is configured and its plan is valid, otherwise
/// the one derived from the cards.
struct PlanMaker: Sendable {
  /// A longer plan of the model is rejected.
  private static let maximumSteps = 16

  let found: [FoundAgent]
  /// nil if no model is configured.
  let question: ModelQuestion?

  /// - Throws: what `Planner.plan` throws; `CancellationError`.
  func makePlan(for intent: Intent, request: RequestText) async throws -> (Plan, ModelNote?) {
    var note: ModelNote?
    // Two results of one skill are two steps of that skill, which a plan of the model cannot
    // distinguish.
    let isSimple = intent.wishes.count { !$0.capabilities.isEmpty } <= 1
    if let question, isSimple {
      var about = ModelPrompt.about(request, cards: found.map(\.status.card))
      about["required_capabilities"] = JSONValue(intent.capabilities)
      let (plan, said) = try await question.ask(
        ModelPrompt.preamble
          + "Plan the request: which agent's skill does which step. A step that takes what another gives depends on it; depends_on has the numbers of earlier steps, from 1. Use as few steps as will do.",
        about: .object(about), schema: schema
      ) { try check($0, intent: intent, request: request) }
      if let plan { return (plan, said) }
      note = said
    }
    return (try Planner(found: found).plan(intent, given: request.code), note)
  }

  private var schema: JSONValue {
    let cards = found.map(\.status.card)
    let step = ModelPrompt.object(
      JSONObject([
        (key: "agent", value: ModelPrompt.choice(cards.map(\.name))),
        (key: "skill", value: ModelPrompt.choice(cards.flatMap(\.skills).map(\.id))),
        (key: "depends_on", value: ["type": "array", "items": ["type": "integer"]]),
      ]))
    return ModelPrompt.object(
      JSONObject([
        (key: "steps", value: ["type": "array", "items": step])
      ]))
  }

  /// - Throws: `ModelQuestion.Unusable`, or what `Plan.validate` throws.
  private func check(
    _ json: JSONValue, intent: Intent, request: RequestText
  ) throws -> Plan {
    func refuse(_ reason: String) -> ModelQuestion.Unusable { .init(reason: reason) }
    guard let list = json["steps"]?.array, (1...Self.maximumSteps).contains(list.count) else {
      throw refuse("it has not 1 to \(Self.maximumSteps) steps")
    }
    var steps: [PlanStep] = []
    for (index, step) in list.enumerated() {
      let number = index + 1
      guard let agent = found.first(where: { $0.status.card.name == step["agent"]?.string }),
        let skill = agent.status.card.skills.first(where: { $0.id == step["skill"]?.string })
      else { throw refuse("step \(number) is of no agent or skill that was found") }
      let numbers = step["depends_on"]?.array ?? []
      let dependsOn = Set(numbers.compactMap(\.int).compactMap { Int(exactly: $0) }).sorted()
      guard step["depends_on"]?.array != nil, dependsOn.count == numbers.count else {
        throw refuse("depends_on of step \(number) is not a list of distinct numbers")
      }
      let name = agent.status.card.name
      guard !steps.contains(where: { $0.agent == name && $0.skill == skill.id }) else {
        throw refuse("step \(number) is there twice")
      }
      // The words of the card, not those of the model.
      steps.append(
        PlanStep(
          number: number, agent: name, skill: skill.id, task: skill.task + "...",
          dependsOn: dependsOn, wishes: wishes(of: skill, intent),
          capabilities: intent.capabilities.filter(skill.offers)))
    }
    var plan = Plan(steps: steps, planner: "model")
    plan.wishes = intent.wishes.map(\.text)
    plan.unmet = intent.wishes.filter { $0.capabilities.isEmpty }.map {
      UnmetWish(wish: $0.text, error: .nobody)
    }
    try plan.validate(agents: found.map(\.status), given: Set(request.code.map(\.mediaType)))
    let left = intent.wishes.indices.first { index in
      !intent.wishes[index].capabilities.isEmpty
        && !steps.contains { $0.wishes.contains(index + 1) }
    }
    if let left { throw refuse("no step is for the wish \(left + 1)") }
    return plan
  }

  /// Numbered from 1. A step that no wish mentions serves all of them.
  private func wishes(of skill: Skill, _ intent: Intent) -> [Int] {
    let planned = intent.wishes.indices.filter { !intent.wishes[$0].capabilities.isEmpty }
    let own = planned.filter { intent.wishes[$0].capabilities.contains(where: skill.offers) }
    return (own.isEmpty ? planned : own).map { $0 + 1 }
  }
}
