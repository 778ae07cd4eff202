/// What is to be done: a directed acyclic graph of steps, in an order that respects it.
package struct Plan: Sendable, Equatable {
  package var steps: [PlanStep]
  /// Who made it: "model", "cards" for the offline planner, "direct" for a task on one named agent.
  package var planner: String
  /// SHA-256 over what is to run, in hexadecimal; the executor runs this and nothing else.
  package var hash: String
  /// What is asked for, in the words of the request; empty: it was not taken apart.
  package var wishes: [String] = []
  /// The wishes that could not be planned.
  package var unmet: [UnmetWish] = []

  package init(steps: [PlanStep], planner: String, hash: String) {
    self.steps = steps
    self.planner = planner
    self.hash = hash
  }
}

extension Plan {
  /// The words of the wishes that a step is for; nil if the request was not taken apart.
  package func words(of step: PlanStep) -> String? {
    let own = step.wishes.filter { $0 > 0 && $0 <= wishes.count }.map { wishes[$0 - 1] }
    return own.isEmpty ? nil : own.joined(separator: "\n")
  }
}

package struct PlanStep: Sendable, Equatable {
  /// 1-based.
  package var number: Int
  package var agent: String
  package var skill: String
  package var task: String
  /// Numbers of the steps whose artifacts this one takes.
  package var dependsOn: [Int]
  /// Which of the plan's wishes it is for, from 1.
  package var wishes: [Int]
  /// What of the skill is asked for; empty: it was not chosen by capabilities.
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

  package var json: JSONValue {
    [
      "step_number": .int(Int64(number)), "agent_name": .string(agent), "skill": .string(skill),
      "task_description": .string(task), "depends_on": .array(dependsOn.map { .int(Int64($0)) }),
      "wishes": .array(wishes.map { .int(Int64($0)) }), "capabilities": JSONValue(capabilities),
    ]
  }

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
  package var json: JSONValue {
    [
      "steps": .array(steps.map(\.json)), "total_steps": .int(Int64(steps.count)),
      "planner": .string(planner), "plan_hash": .string(hash),
      "wishes": JSONValue(wishes), "unmet": .array(unmet.map(\.json)),
    ]
  }

  package init?(json: JSONValue) {
    guard let steps = json["steps"]?.array?.compactMap(PlanStep.init(json:)),
      let planner = json["planner"]?.string, let hash = json["plan_hash"]?.string
    else { return nil }
    self.init(steps: steps, planner: planner, hash: hash)
    wishes = json["wishes"]?.strings ?? []
    unmet = json["unmet"]?.array?.compactMap(UnmetWish.init(json:)) ?? []
  }
}
