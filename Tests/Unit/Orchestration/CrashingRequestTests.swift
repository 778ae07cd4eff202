import HermesContract
import Testing

@testable import HermesOrchestration

struct CrashingRequestTests {
  @Test(
    "A task that was read again and again without a plan is not taken up once more",
    arguments: [
      (TaskStatus.running, Int64(8), false, true), (.running, 7, false, false),
      (.running, 50, true, false), (.queued, 8, false, false), (.inputRequired, 8, false, false),
    ])
  func rule(status: TaskStatus, lastSeq: Int64, hasPlan: Bool, ends: Bool) {
    var task = TaskRecord(
      id: .random(), owner: UserID("a"), conversation: .random(),
      message: Message(parts: [Part(text: "x")]), directAgent: nil, createdAt: .now)
    task.status = status
    task.lastSeq = lastSeq
    if hasPlan { task.plan = Plan(steps: [], planner: "cards") }
    #expect(task.endsItsServers == ends)
  }
}
