/// The work for a request: a directed acyclic graph of steps, in an order that respects its edges.
package struct Plan: Sendable, Equatable {
  /// In an order in which every step follows the steps it depends on.
  package var steps: [PlanStep]
  /// The planner that made it: "model", "cards" for the offline planner, "direct" for a task that
  /// names its agent.
  package var planner: String
  /// SHA-256 of the work to be run, in hexadecimal; the executor runs only a plan with this hash.
  package var hash: String
  /// The individual requests in their own words; empty if the request was not split.
  package var wishes: [String] = []
  /// The wishes that could not be planned, with reasons.
  package var unmet: [UnmetWish] = []

  package init(steps: [PlanStep], planner: String, hash: String) {
    self.steps = steps
    self.planner = planner
    self.hash = hash
  }
}

extension Plan {
  /// The words of the wishes that a step serves; nil if the request was not split.
  package func words(of step: PlanStep) -> String? {
    let own = step.wishes.filter { $0 > 0 && $0 <= wishes.count }.map { wishes[$0 - 1] }
    return own.isEmpty ? nil : own.joined(separator: "\n")
  }
}

/// One step of a plan: a call of an agent's skill.
package struct PlanStep: Sendable, Equatable {
  /// Counts from 1.
  package var number: Int
  /// The name of the agent that is called.
  package var agent: String
  /// The id of the skill that is called.
  package var skill: String
  /// A short imperative for people, such as "Generate Python code".
  package var task: String
  /// Numbers of the steps whose artifacts this one receives.
  package var dependsOn: [Int]
  /// The numbers of the plan's wishes that the step serves, from 1.
  package var wishes: [Int]
  /// The capabilities of the skill that are requested; empty if it was not chosen by capabilities.
  package var capabilities: [String]

  package init(
    number: Int, agent: String, skill: String, task: String, dependsOn: [Int], wishes: [Int] = [],
    capabilities: [String] = []
  ) {
    self.wishes = wishes
    self.capabilities = capabilities
    self.number = number
    self.agent = agent
    self.skill = skill
    self.task = task
    self.dependsOn = dependsOn
  }

  /// The stored form, and the one that clients receive.
  package var json: JSONValue {
    [
      "step_number": .int(Int64(number)), "agent_name": .string(agent), "skill": .string(skill),
      "task_description": .string(task), "depends_on": .array(dependsOn.map { .int(Int64($0)) }),
      "wishes": .array(wishes.map { .int(Int64($0)) }), "capabilities": JSONValue(capabilities),
    ]
  }

  /// Parses the stored form; nil if a required member is missing.
  package init?(json: JSONValue) {
    guard let number = json["step_number"]?.int, let agent = json["agent_name"]?.string,
      let skill = json["skill"]?.string, let task = json["task_description"]?.string,
      let dependsOn = json["depends_on"]?.array
    else { return nil }
    self.init(
      number: Int(number), agent: agent, skill: skill, task: task,
      dependsOn: dependsOn.compactMap(\.int).map(Int.init),
      wishes: json["wishes"]?.array?.compactMap(\.int).compactMap { Int(exactly: $0) } ?? [],
      capabilities: json["capabilities"]?.strings ?? [])
  }
}

extension Plan {
  /// The stored form, and the one that clients receive.
  package var json: JSONValue {
    [
      "steps": .array(steps.map(\.json)), "total_steps": .int(Int64(steps.count)),
      "planner": .string(planner), "plan_hash": .string(hash),
      "wishes": JSONValue(wishes), "unmet": .array(unmet.map(\.json)),
    ]
  }

  /// Parses the stored form; nil if a required member is missing.
  package init?(json: JSONValue) {
    guard let steps = json["steps"]?.array?.compactMap(PlanStep.init(json:)),
      let planner = json["planner"]?.string, let hash = json["plan_hash"]?.string
    else { return nil }
    self.init(steps: steps, planner: planner, hash: hash)
    wishes = json["wishes"]?.strings ?? []
    unmet = json["unmet"]?.array?.compactMap(UnmetWish.init(json:)) ?? []
  }
}
