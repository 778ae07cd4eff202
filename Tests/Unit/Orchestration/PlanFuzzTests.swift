import HermesContract
import Testing

@testable import HermesOrchestration

/// 100,000 plans, sound and broken, against rules that are written here a second time.
struct PlanFuzzTests {
  /// Each skill of the agents below: what it takes and what it gives.
  private static let skills: [(agent: String, id: String, takes: [String], gives: [String])] = [
    ("Source", "write", ["text/plain"], ["text/x-a"]),
    ("Source", "draw", ["text/plain"], ["image/x-b", "text/x-a"]),
    ("Middle", "refine", ["text/x-a"], ["text/x-a"]),
    ("Middle", "turn", ["image/x-b"], ["text/x-c"]),
    ("Sink", "join", ["text/x-a", "text/x-c"], ["text/x-d"]),
    ("Sink", "any_image", ["image/*"], ["text/plain"]),
  ]

  private static let agents: [AgentStatus] = {
    let names = ["Source", "Middle", "Sink"]
    return names.compactMap { name in
      let own = skills.filter { $0.agent == name }
      let card: JSONValue = [
        "name": .string(name), "description": "d", "version": "1",
        "skills": .array(
          own.map { skill in
            [
              "id": .string(skill.id), "name": "n", "description": "d",
              "inputModes": JSONValue(skill.takes), "outputModes": JSONValue(skill.gives),
            ]
          }),
      ]
      return try? AgentCard.parse(JSONWriter.bytes(card)).status
    }
  }()

  // MARK: - The oracle

  /// Every kind of fault that a plan has, by what a plan is and not by how it is checked.
  private func faults(_ plan: Plan, given: Set<String>) -> Set<String> {
    var faults: Set<String> = []
    let steps = plan.steps
    if steps.isEmpty { faults.insert("noSteps") }
    if steps.count > 128 { faults.insert("tooManySteps") }
    if Plan(steps: steps, planner: "").hash != plan.hash { faults.insert("otherHash") }
    guard steps.count <= 128 else { return faults }
    let numbers = steps.map(\.number)
    if Set(numbers).count < numbers.count { faults.insert("duplicateNumber") }
    if numbers != Array(1...max(1, steps.count)), !steps.isEmpty { faults.insert("misnumbered") }
    // reach[i][j]: step i waits for step j, in any number of hops.
    let count = steps.count
    var reach = [[Bool]](repeating: [Bool](repeating: false, count: count), count: count)
    for (index, step) in steps.enumerated() {
      if Set(step.dependsOn).count < step.dependsOn.count { faults.insert("duplicateEdge") }
      for needed in step.dependsOn {
        guard let place = numbers.firstIndex(of: needed) else {
          faults.insert("missingStep")
          continue
        }
        reach[index][place] = true
        if place > index { faults.insert("laterStep") }
      }
      let known = Self.skills.filter { $0.agent == step.agent }
      if known.isEmpty { faults.insert("unknownAgent") }
      guard let skill = known.first(where: { $0.id == step.skill }) else {
        if !known.isEmpty { faults.insert("unknownSkill") }
        continue
      }
      let upstream = steps.filter { step.dependsOn.contains($0.number) }
        .flatMap { needed in
          Self.skills.first { $0.agent == needed.agent && $0.id == needed.skill }?.gives ?? []
        }
      let there = ["text/plain"] + given + upstream
      let isFed = skill.takes.contains { mode in
        there.contains { mode == $0 || (mode == "image/*" && $0.hasPrefix("image/")) }
      }
      if !isFed { faults.insert("danglingInput") }
    }
    for middle in 0..<count {
      for from in 0..<count where reach[from][middle] {
        for to in 0..<count where reach[middle][to] { reach[from][to] = true }
      }
    }
    if (0..<count).contains(where: { reach[$0][$0] }) { faults.insert("cycle") }
    return faults
  }

  private func name(_ fault: PlanFault) -> String {
    String("\(fault)".prefix { $0.isLetter })
  }

  // MARK: - The plans

  private func sound(_ generator: inout Seeded) -> [PlanStep] {
    var steps: [PlanStep] = []
    let count =
      Int.random(in: 0..<400, using: &generator) == 0
      ? 128 : Int.random(in: 1...9, using: &generator)
    while steps.count < count {
      let skill = Self.skills[Int.random(in: 0..<Self.skills.count, using: &generator)]
      let earlier = steps.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
      let step = PlanStep(
        number: steps.count + 1, agent: skill.agent, skill: skill.id, task: "t",
        dependsOn: earlier.map(\.number))
      let gives = earlier.flatMap { early in
        Self.skills.first { $0.agent == early.agent && $0.id == early.skill }?.gives ?? []
      }
      let isFed = skill.takes.contains { mode in
        mode == "text/plain" || gives.contains(mode)
          || (mode == "image/*" && gives.contains("image/x-b"))
      }
      if isFed || steps.isEmpty && skill.takes == ["text/plain"] { steps.append(step) }
    }
    return steps
  }

  private func noise(_ generator: inout Seeded) -> [PlanStep] {
    (0..<Int.random(in: 0...6, using: &generator)).map { index in
      let skill = Self.skills[Int.random(in: 0..<Self.skills.count, using: &generator)]
      return PlanStep(
        number: Int.random(in: 0..<8, using: &generator) == 0
          ? .random(in: -1...8, using: &generator) : index + 1,
        agent: skill.agent, skill: skill.id, task: "t",
        dependsOn: (0..<Int.random(in: 0...2, using: &generator)).map { _ in
          Int.random(in: 0...7, using: &generator)
        })
    }
  }

  /// One change in one place.
  private func change(_ plan: inout Plan, _ generator: inout Seeded) {
    let index = Int.random(in: 0..<plan.steps.count, using: &generator)
    var steps = plan.steps
    let some = Int.random(in: -1...(steps.count + 1), using: &generator)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: steps[index].agent = ["Nobody", "source", ""][Int.random(in: 0..<3, using: &generator)]
    case 1: steps[index].skill = Self.skills[index % Self.skills.count].id + "x"
    case 2: steps[index].number = some
    case 3: steps[index].dependsOn.append(some)
    case 4: if let first = steps[index].dependsOn.first { steps[index].dependsOn.append(first) }
    case 5: steps[index].dependsOn.removeAll()
    case 6: steps.remove(at: index)
    case 7: while steps.count < 130 { steps.append(steps[index]) }
    default:
      // What was hashed is not what is there.
      plan.steps[index].dependsOn.append(some)
      return
    }
    plan = Plan(steps: steps, planner: "t")
  }

  @Test(
    "No broken plan passes, each refusal is true, and sound plans run in order", arguments: 0..<100)
  func plans(seed: UInt64) throws {
    #expect(Self.agents.count == 3)
    var generator = Seeded(seed)
    var passed = 0
    for turn in 0..<1000 {
      var plan = Plan(
        steps: turn % 4 == 0 ? noise(&generator) : sound(&generator), planner: "t")
      if turn % 4 > 1 { change(&plan, &generator) }
      let given: Set<String> = Bool.random(using: &generator) ? [] : ["image/x-b"]
      let faults = faults(plan, given: given)
      let found = plan.fault(agents: Self.agents, given: given)
      guard let found else {
        try #require(faults.isEmpty, "\(plan) passed with \(faults)")
        passed += 1
        try run(plan, &generator)
        continue
      }
      try #require(faults.contains(name(found)), "\(found) of \(plan) but \(faults)")
      try #require(found.reason.count > 20)
    }
    #expect(passed > 250)
  }

  /// Runs a plan with steps that end in any order, some of them at the same time.
  private func run(_ plan: Plan, _ generator: inout Seeded) throws {
    var graph = StepGraph(plan)
    var running: [PlanStep] = []
    var done: Set<Int> = []
    while true {
      let ready = graph.takeReady()
      for step in ready { try #require(done.isSuperset(of: step.dependsOn)) }
      running += ready
      // Nothing that could run waits.
      let idle = plan.steps.filter { !done.contains($0.number) && !running.contains($0) }
      try #require(idle.allSatisfy { !done.isSuperset(of: $0.dependsOn) })
      guard !running.isEmpty else { break }
      let step = running.remove(at: .random(in: 0..<running.count, using: &generator))
      graph.complete(step.number)
      done.insert(step.number)
    }
    try #require(done.count == plan.steps.count)
  }
}
