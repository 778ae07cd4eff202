import HermesContract

/// Makes a plan from what the skills of the found agents take, give and are responsible for.
///
/// A wish that cannot be planned is left out and named; the others are planned regardless.
struct Planner: Sendable {
  let found: [FoundAgent]

  /// - Throws: if no wish can be planned, the reason for the first one (`no_agent_found`,
  ///   `no_agent_for_capability` or `missing_input`).
  func plan(_ intent: Intent, given code: [Part]) throws(HermesError) -> Plan {
    let given = code.map(\.mediaType)
    let wishes =
      intent.wishes.isEmpty ? [Wish(text: "", capabilities: intent.capabilities)] : intent.wishes
    var refused: [Int: HermesError] = [:]
    var choices = choices(for: intent, wishes: wishes, given: given, refused: &refused)
    choices = withoutProducers(of: given, choices)
    while true {
      choices = choices.compactMap { $0.without(refused.keys) }
      let order = PlanOrder(choices, given: given)
      guard let stuck = order.stuck else {
        return try makePlan(of: order.steps, wishes: wishes, refused: refused)
      }
      if let maker = maker(for: stuck, wishes, beside: choices) {
        choices.append(maker)
        continue
      }
      let error = missingInput(stuck)
      for choice in [stuck] + dependents(of: stuck, among: choices, given: given) {
        for wish in choice.wishes { refused[wish] = error }
      }
    }
  }

  /// The choices that would have nothing to work on without `choice`: in "analyse the table and
  /// write a report" the report is about the analysis.
  private func dependents(
    of choice: PlanChoice, among choices: [PlanChoice], given: [String]
  ) -> [PlanChoice] {
    let material = given.filter { MediaModes.essence(of: $0) != Part.plainText }
    return choices.filter { other in
      other != choice && choice.skill.feeds(other.skill) && !other.skill.takes(anyOf: material)
        && !choices.contains { $0 != choice && $0 != other && $0.skill.feeds(other.skill) }
    }
  }

  private func makePlan(
    of steps: [PlanStep], wishes: [Wish], refused: [Int: HermesError]
  ) throws(HermesError) -> Plan {
    guard !steps.isEmpty else {
      // A wish that no agent offers anything for explains less than why the others cannot be
      // planned.
      let first = refused.filter { !wishes[$0.key].capabilities.isEmpty }.min { $0.key < $1.key }
      throw first?.value ?? HermesError(.noAgentFound, message: "No loaded agent can do this.")
    }
    var plan = Plan(steps: steps, planner: "cards")
    plan.wishes = wishes.map(\.text)
    plan.unmet = refused.sorted { $0.key < $1.key }.map { index, error in
      UnmetWish(wish: wishes[index].text, error: error)
    }
    return plan
  }

  // MARK: - Choices

  /// In the order of the requested capabilities.
  private func choices(
    for intent: Intent, wishes: [Wish], given: [String], refused: inout [Int: HermesError]
  ) -> [PlanChoice] {
    var choices: [PlanChoice] = []
    for (index, wish) in wishes.enumerated() where wish.capabilities.isEmpty {
      refused[index] = intent.wishes.isEmpty ? nil : .nobody
    }
    for capability in intent.capabilities {
      for (index, wish) in wishes.enumerated() where wish.capabilities.contains(capability) {
        do throws(HermesError) {
          add(try choose(capability, given: given), for: index, to: &choices)
        } catch {
          refused[index] = refused[index] ?? error
        }
      }
    }
    return separated(choices)
  }

  /// A skill is one step for all wishes, unless it makes something from words: then each wish gets
  /// its own step.
  private func add(_ choice: PlanChoice, for wish: Int, to choices: inout [PlanChoice]) {
    let isMaker = choice.skill.takesWords
    let same = choices.firstIndex { other in
      other.agent == choice.agent && other.skill == choice.skill
        && (!isMaker || other.wishes.contains(wish))
    }
    if let same {
      choices[same].wishes.insert(wish)
      choices[same].capabilities = (choices[same].capabilities + choice.capabilities).uniqued()
    } else {
      var choice = choice
      choice.wishes = [wish]
      choices.append(choice)
    }
  }

  /// When two wishes share a maker, later steps are separated by wish.
  private func separated(_ choices: [PlanChoice]) -> [PlanChoice] {
    let makers = choices.filter { choice in
      choices.contains { $0 != choice && $0.agent == choice.agent && $0.skill == choice.skill }
    }
    let apart = Set(makers.flatMap(\.wishes))
    guard !apart.isEmpty else { return choices }
    return choices.flatMap { choice -> [PlanChoice] in
      let own = choice.wishes.intersection(apart)
      let common = choice.wishes.subtracting(apart)
      return own.sorted().map { choice.of([$0], branch: $0) }
        + (common.isEmpty ? [] : [choice.of(common, branch: nil)])
    }
  }

  /// The best-ranked agent that offers the capability (`AgentSearch`); of its skills the one that takes
  /// what is given.
  private func choose(
    _ capability: String, given: [String]
  ) throws(HermesError) -> PlanChoice {
    let material = given.filter { MediaModes.essence(of: $0) != Part.plainText }
    for agent in found {
      let skills = agent.status.card.skills.filter { $0.offers(capability) }
      if let skill = skills.first(where: { $0.takes(anyOf: material) }) ?? skills.first {
        return PlanChoice(
          agent: agent.status.card.name, skill: skill, capabilities: [capability])
      }
    }
    throw HermesError(
      .noAgentForCapability,
      message: "No loaded agent offers \(capability). `hermes agents` lists what they offer; "
        + "an agent that does can be dropped into agents.d.")
  }

  /// Leaves out the producers of what the request already brings along, if something else is wanted
  /// too.
  private func withoutProducers(of given: [String], _ choices: [PlanChoice]) -> [PlanChoice] {
    let others = choices.filter { !$0.skill.isMaker(of: given) }
    return others.isEmpty ? choices : others
  }

  private func missingInput(_ choice: PlanChoice) -> HermesError {
    HermesError(
      .missingInput,
      message:
        "\(choice.agent) needs \(choice.skill.inputModes.joined(separator: " or ")) and no step makes "
        + "it. Put it into the request between ``` lines or send it as a file, or ask for it to be written."
    )
  }
}

extension HermesError {
  /// The error for a wish that no loaded agent offers anything for.
  static let nobody = HermesError(
    .noAgentFound,
    message:
      "No loaded agent can do this. `hermes agents` lists what they can do; an agent that does can be "
      + "dropped into agents.d.")
}
