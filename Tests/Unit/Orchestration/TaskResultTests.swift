import HermesContract
import Testing

@testable import HermesOrchestration

struct TaskResultTests {
  private let plan = Plan(
    steps: [(1, []), (2, [1]), (3, [])].map {
      PlanStep(number: $0, agent: "A", skill: "s", task: "t", dependsOn: $1)
    }, planner: "t")

  private func artifact(_ step: Int, _ text: String) -> StepArtifact {
    StepArtifact(step: step, artifact: Artifact(id: "a", name: "n.py", parts: [Part(text: text)]))
  }

  private func text(_ artifacts: [StepArtifact]) -> String {
    let answer = TaskResult.answer(of: plan, artifacts.map(\.summary))
    return TaskResult.text(
      of: answer, artifact: artifacts.first { $0.summary == answer }?.artifact, task: TaskID("x"))
  }

  @Test("The result is the last that nothing takes further, and its first artifact")
  func last() {
    #expect(text([artifact(1, "1"), artifact(2, "2"), artifact(3, "3"), artifact(3, "4")]) == "3")
    #expect(text([artifact(1, "1"), artifact(2, "2")]) == "2")
    #expect(text([artifact(1, "1")]) == "")
    #expect(text([]) == "")
  }

  @Test("An artifact that says that it is the answer goes before the first")
  func answer() {
    var report = artifact(3, "report")
    report.artifact.metadata = ["is_answer": true]
    #expect(text([artifact(3, "module"), report]) == "report")
  }

  @Test("A result of more than 64 KiB is named by its link")
  func large() {
    let limit = String(repeating: "x", count: 64 << 10)
    #expect(text([artifact(3, limit)]) == limit)
    #expect(
      text([artifact(3, limit + "y")]) == "n.py: 65537 bytes at /api/v1/tasks/x/artifacts/3-a")
  }
}
