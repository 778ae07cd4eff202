import HermesContract
import Testing

@testable import HermesOrchestration

struct FulfilmentTests {
  /// Two wishes: step 1 is for the first, steps 2 and 3 for the second, and 3 works on what 1 and 2 made.
  private let plan: Plan = {
    var plan = Plan(
      steps: [(1, [], 1), (2, [], 2), (3, [1, 2], 2)].map { number, dependsOn, wish in
        PlanStep(
          number: number, agent: "A", skill: "s", task: "t", dependsOn: dependsOn, wishes: [wish])
      }, planner: "test")
    plan.wishes = ["add logging", "write a readme"]
    return plan
  }()
  private let fault = HermesError(ofAgent: "syntax_error", "line 1")
  private let lost = HermesError(.dependencyFailed, message: "A step that this one needs failed.")

  @Test("A wish is met if its own steps are done, though one that they could do without has failed")
  func dispensed() {
    let fulfilment = Fulfilment(plan, failures: [1: fault], artifacts: [])
    #expect(fulfilment.unmet.map(\.wish) == ["add logging"])
    #expect(fulfilment.isAnythingDone)
  }

  @Test("A wish whose step waited for another names why that one failed")
  func cause() {
    let fulfilment = Fulfilment(plan, failures: [1: fault, 3: lost], artifacts: [])
    #expect(fulfilment.unmet.map(\.wish) == plan.wishes)
    #expect(fulfilment.unmet.allSatisfy { $0.error == fault } && !fulfilment.isAnythingDone)
  }
}
