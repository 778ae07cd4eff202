import HermesContract
import Testing

@testable import HermesOrchestration

struct PlanValidationTests {
  private func step(
    _ number: Int, _ dependsOn: [Int] = [], agent: String = "Writer", skill: String = "write_python"
  ) -> PlanStep {
    PlanStep(number: number, agent: agent, skill: skill, task: "t", dependsOn: dependsOn)
  }

  private func fault(_ plan: Plan) throws -> String? {
    let agents = try [AgentCard.writer().status]
    do {
      try plan.validate(agents: agents, given: [])
      return nil
    } catch {
      #expect(error.code == "invalid_plan")
      return error.message
    }
  }

  @Test("A plan whose steps need only earlier ones is valid")
  func valid() throws {
    #expect(try fault(Plan(steps: [step(1), step(2, [1]), step(3, [1, 2])], planner: "t")) == nil)
    #expect(try fault(Plan(steps: (1...128).map { step($0) }, planner: "t")) == nil)
  }

  @Test("A cycle, a step that needs itself, a later or a missing step is refused")
  func dependencies() throws {
    for steps in [
      [step(1, [2]), step(2, [1])], [step(1, [1])], [step(1), step(2, [3])], [step(1, [0])],
      [step(1, [-1])],
    ] { #expect(try fault(Plan(steps: steps, planner: "t"))?.contains("depends on") == true) }
  }

  @Test("No steps, too many, or wrongly numbered ones are refused")
  func numbers() throws {
    #expect(try fault(Plan(steps: [], planner: "t")) != nil)
    #expect(try fault(Plan(steps: (1...129).map { step($0) }, planner: "t")) != nil)
    #expect(try fault(Plan(steps: [step(2)], planner: "t")) != nil)
    #expect(try fault(Plan(steps: [step(1), step(1)], planner: "t")) != nil)
  }

  @Test("An agent or a skill that is not loaded is refused by name")
  func unknown() throws {
    #expect(
      try fault(Plan(steps: [step(1, agent: "Nobody")], planner: "t"))?.contains("Nobody") == true)
    #expect(try fault(Plan(steps: [step(1, skill: "fly")], planner: "t"))?.contains("fly") == true)
  }

  @Test("A step's inputs come from the request or from a step that it depends on")
  func inputs() throws {
    let agents = try [AgentCard.writer().status, AgentCard.reviewer().status]
    let write = step(1)
    func review(_ number: Int, _ dependsOn: [Int]) -> PlanStep {
      step(number, dependsOn, agent: "Reviewer", skill: "review_python")
    }
    func fault(_ steps: [PlanStep], given: Set<String>? = []) -> PlanFault? {
      Plan(steps: steps, planner: "t").fault(agents: agents, given: given)
    }
    #expect(fault([write, review(2, [1])]) == nil)
    // The module is made, and not for step 2.
    #expect(fault([write, review(2, [])]) == .danglingInput(step: 2, takes: ["text/x-python"]))
    #expect(fault([review(1, [])], given: ["text/x-python"]) == nil)
    // Whoever names an agent knows what it takes.
    #expect(fault([review(1, [])], given: nil) == nil)
  }

  @Test("A cycle is told by its steps, and a step that needs a later one by that")
  func cycles() throws {
    let agents = try [AgentCard.writer().status]
    func fault(_ edges: [[Int]]) -> PlanFault? {
      Plan(steps: edges.enumerated().map { step($0 + 1, $1) }, planner: "t")
        .fault(agents: agents, given: [])
    }
    #expect(fault([[], [1, 4], [2], [3]]) == .cycle([2, 4, 3]))
    #expect(fault([[2], []]) == .laterStep(step: 1, needs: 2))
    #expect(fault([[], [1, 1]]) == .duplicateEdge(step: 2, needs: 1))
    #expect(
      PlanFault.cycle([2, 4, 3]).reason == "Step 2 depends on itself: 2 on 4 on 3 on 2.")
  }

  @Test("A plan that was changed after it was hashed is refused")
  func hash() throws {
    let plan = Plan(steps: [step(1), step(2, [1])], planner: "t")
    var changed = plan
    changed.steps[1].dependsOn = []
    #expect(try fault(changed) != nil)
    changed = plan
    changed.hash = ""
    #expect(try fault(changed) != nil)
    #expect(plan.hash.count == 64)
  }

  @Test("The hash covers what runs and not how it is described")
  func covered() {
    let plan = Plan(steps: [step(1)], planner: "t")
    var described = step(1)
    described.task = "other"
    #expect(Plan.hash(of: [described]) == plan.hash)
    for other in [step(1, agent: "B"), step(1, skill: "b"), step(2), step(1, [1])] {
      #expect(Plan.hash(of: [other]) != plan.hash)
    }
  }

  @Test("A plan is the same after it was stored")
  func stored() {
    let plan = Plan(steps: [step(1), step(2, [1])], planner: "t")
    #expect(Plan(json: plan.json) == plan)
    #expect(Plan(json: [:]) == nil)
  }
}
