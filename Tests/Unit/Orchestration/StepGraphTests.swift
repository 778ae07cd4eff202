import HermesContract
import Testing

@testable import HermesOrchestration

struct StepGraphTests {
  /// A diamond (1 → 2, 3 → 4) and a lone step 5.
  private let plan = Plan(
    steps: [(1, []), (2, [1]), (3, [1]), (4, [2, 3]), (5, [])].map { number, dependsOn in
      PlanStep(number: number, agent: "A", skill: "s", task: "t", dependsOn: dependsOn)
    }, planner: "test")

  private func numbers(_ steps: [PlanStep]) -> [Int] { steps.map(\.number) }

  @Test("A step is ready when all that it needs is complete, and is taken once")
  func ready() {
    var graph = StepGraph(plan)
    #expect(numbers(graph.takeReady()) == [1, 5])
    #expect(graph.takeReady().isEmpty)
    graph.complete(1)
    #expect(numbers(graph.takeReady()) == [2, 3])
    graph.complete(3)
    #expect(graph.takeReady().isEmpty)
    graph.complete(2)
    #expect(numbers(graph.takeReady()) == [4])
    #expect(graph.takeUnreachable().isEmpty && graph.takeWaiting().isEmpty)
  }

  @Test("A failed step makes all that needs it unreachable, and nothing else")
  func failure() {
    var graph = StepGraph(plan)
    _ = graph.takeReady()
    graph.fail(1)
    #expect(numbers(graph.takeUnreachable()) == [2, 3, 4])
    #expect(graph.takeUnreachable().isEmpty && graph.takeReady().isEmpty)
  }

  @Test("A step goes on without one that it can do without, also where that can never run")
  func dispensable() {
    var graph = StepGraph(plan, dispensable: [3: [1]])
    _ = graph.takeReady()
    graph.fail(1)
    #expect(numbers(graph.takeReady()) == [3])
    #expect(numbers(graph.takeUnreachable()) == [2, 4])
    var behind = StepGraph(plan, failed: [1], dispensable: [4: [2, 3]])
    #expect(numbers(behind.takeReady()) == [4, 5])
    // It waits as long as they may still end well.
    var patient = StepGraph(plan, dispensable: [3: [1]])
    #expect(numbers(patient.takeReady()) == [1, 5])
  }

  @Test("A step that asks holds up what needs it, and goes on when it is answered")
  func asking() {
    var graph = StepGraph(plan)
    _ = graph.takeReady()
    graph.markAsking(1)
    graph.complete(5)
    #expect(graph.isAsking)
    #expect(graph.takeReady().isEmpty && graph.takeUnreachable().isEmpty)
    graph.answered(1)
    #expect(!graph.isAsking)
    #expect(numbers(graph.takeReady()) == [1])
    graph.markAsking(1)
    #expect(numbers(graph.takeWaiting()) == [1, 2, 3, 4])
  }

  @Test("After a restart what was done is not done again")
  func restart() {
    var graph = StepGraph(plan, completed: [1, 3], failed: [5])
    #expect(numbers(graph.takeReady()) == [2])
    var failed = StepGraph(plan, completed: [1], failed: [3])
    #expect(numbers(failed.takeReady()) == [2, 5])
    #expect(numbers(failed.takeUnreachable()) == [4])
  }

  @Test("What has not begun can be taken out at once")
  func waiting() {
    var graph = StepGraph(plan)
    _ = graph.takeReady()
    #expect(numbers(graph.takeWaiting()) == [2, 3, 4])
    graph.complete(1)
    #expect(graph.takeReady().isEmpty)
  }
}
