import HermesContract

/// Makes a plan from what the found agents' skills take, give and are responsible for.
struct Planner: Sendable {
  private struct Choice: Equatable {
    let agent: String
    let skill: Skill
  }

  let found: [FoundAgent]

  /// - Throws: `no_agent_found`, `no_agent_for_capability` or `missing_input`.
  func plan(_ intent: Intent, given code: [Part]) throws(HermesError) -> Plan {
    let given = Set(code.map(\.mediaType))
    var choices: [Choice] = []
    for capability in intent.capabilities {
      let choice = try choose(capability)
      if !choices.contains(choice) { choices.append(choice) }
    }
    choices = withoutProducers(of: given, choices)
    guard !choices.isEmpty else {
      throw HermesError("no_agent_found", "No loaded agent can do this.")
    }
    return Plan(steps: try order(choices, given: given), planner: "cards")
  }

  private func choose(_ capability: String) throws(HermesError) -> Choice {
    for agent in found {
      if let skill = agent.status.card.skills.first(where: { $0.offers(capability) }) {
        return Choice(agent: agent.status.card.name, skill: skill)
      }
    }
    throw HermesError(
      "no_agent_for_capability",
      "No loaded agent offers \(capability). GET /api/v1/agents lists what they offer; "
        + "an agent that does can be dropped into agents.d.")
  }

  /// What the request brings along need not be made: its producers are left out if something else
  /// is wanted of it.
  private func withoutProducers(of given: Set<String>, _ choices: [Choice]) -> [Choice] {
    let others = choices.filter { choice in
      choice.skill.isRefiner || given.isDisjoint(with: choice.skill.outputModes)
    }
    return others.isEmpty ? choices : others
  }

  /// Producers before refiners before consumers; each step depends on those that hold what it takes.
  private func order(_ choices: [Choice], given: Set<String>) throws(HermesError) -> [PlanStep] {
    var remaining = choices
    var steps: [PlanStep] = []
    // The steps whose artifacts are the newest of a media type.
    var holders: [String: [Int]] = [:]
    while !remaining.isEmpty {
      let ready = remaining.filter { choice in
        choice.skill.inputModes.contains {
          $0 == Part.plainText || given.contains($0) || holders[$0] != nil
        }
      }
      let free = ready.first { choice in !remaining.contains { waits(choice, for: $0) } }
      guard let next = free ?? ready.first else {
        throw missingInput(remaining[0])
      }
      remaining.removeAll { $0 == next }
      let number = steps.count + 1
      let dependsOn = Set(next.skill.inputModes.flatMap { holders[$0] ?? [] }).sorted()
      steps.append(
        PlanStep(
          number: number, agent: next.agent, skill: next.skill.id, task: next.skill.task + "...",
          dependsOn: dependsOn))
      for mode in next.skill.outputModes where mode != Part.plainText {
        let replaces = next.skill.inputModes.contains(mode)
        holders[mode] = (replaces ? [] : holders[mode] ?? []) + [number]
      }
    }
    return steps
  }

  /// Whether `choice` takes what `other` still has to make. Two refiners of the same thing do not
  /// wait for each other: they run in the order of the request's capabilities.
  private func waits(_ choice: Choice, for other: Choice) -> Bool {
    guard choice != other else { return false }
    let taken = Set(choice.skill.inputModes).subtracting([Part.plainText])
    guard !taken.isDisjoint(with: other.skill.outputModes) else { return false }
    return !(choice.skill.isRefiner && other.skill.isRefiner)
  }

  private func missingInput(_ choice: Choice) -> HermesError {
    HermesError(
      "missing_input",
      "\(choice.agent) needs \(choice.skill.inputModes.joined(separator: " or ")) and no step makes "
        + "it. Put the code into the request between ``` lines, or ask for it to be written.")
  }
}
