import HermesContract
import Testing

@testable import HermesOrchestration

struct PastStepsTests {
  /// 1 → 2, and 3 alone.
  private let plan = Plan(
    steps: [(1, []), (2, [1]), (3, [])].map { number, dependsOn in
      PlanStep(number: number, agent: "A", skill: "s", task: "t", dependsOn: dependsOn)
    }, planner: "test")

  private func step(_ number: Int, _ status: StepStatus, attempt: Int = 1) -> StepRecord {
    StepRecord(
      number: number, agent: "A", skill: "s", task: "t", status: status, attempt: attempt)
  }

  private func input(
    _ step: Int, _ kind: InputRecord.Kind = .question, attempt: Int = 1,
    _ answer: InputAnswer? = nil
  ) -> InputRecord {
    var input = InputRecord(
      kind, step: step, attempt: attempt, question: "q", state: ["round": 1], askedAt: .now,
      expiresAt: .now)
    input.answer = answer
    return input
  }

  private func past(_ records: [StepRecord], _ inputs: [InputRecord]) -> PastSteps {
    PastSteps(plan: plan, records: records, inputs: inputs, made: [])
  }

  @Test("A task rests when its steps can only wait for a person")
  func rest() {
    let asking = step(1, .inputRequired)
    #expect(past([asking, step(3, .completed)], [input(1)]).rests(plan))
    #expect(past([asking, step(3, .failed)], [input(1)]).rests(plan))
    // Step 3 has not begun, is to be tried again, or was cut off.
    #expect(!past([asking], [input(1)]).rests(plan))
    #expect(!past([asking, step(3, .pending)], [input(1)]).rests(plan))
    #expect(!past([asking, step(3, .running)], [input(1)]).rests(plan))
    // The answer is there.
    #expect(!past([asking, step(3, .completed)], [input(1, .question, .text("x"))]).rests(plan))
    #expect(!past([step(1, .completed), step(3, .completed)], []).rests(plan))
  }

  @Test("An answer is what the next attempt begins with")
  func answered() {
    let inputs = [input(1, .question, .text("a")), input(1, .question, attempt: 2, .text("b"))]
    let past = past([step(1, .inputRequired, attempt: 2)], inputs)
    let answer = AnsweredQuestion(question: "q", text: "b", state: ["round": 1])
    #expect(
      past.resolutions[1]
        == .run(StepBeginning(attempt: 3, rounds: 2, input: answer, superseded: 2)))
  }

  @Test("What an attempt was told that is cut off or fails, the next one is told too")
  func toldAgain() {
    let answer = AnsweredQuestion(question: "q", text: "a", state: ["round": 1])
    let failed = past([step(1, .pending, attempt: 2)], [input(1, .question, .text("a"))])
    #expect(failed.beginnings[1] == StepBeginning(attempt: 3, rounds: 1, input: answer))
    let retried = past(
      [step(1, .inputRequired, attempt: 2)],
      [input(1, .question, .text("a")), input(1, .inDoubt, attempt: 2, .resolved(.retry))])
    #expect(retried.resolutions[1] == .run(StepBeginning(attempt: 3, rounds: 2, input: answer)))
  }

  @Test("A person's word on a doubt")
  func resolutions() {
    func resolved(_ answer: InputAnswer) -> StepResolution? {
      StepResolution(input(1, .inDoubt, attempt: 4, answer), rounds: 1)
    }
    #expect(resolved(.resolved(.retry)) == .run(StepBeginning(attempt: 5, rounds: 1)))
    #expect(resolved(.resolved(.done)) == .done(attempt: 4))
    #expect(resolved(.resolved(.fail)) == .failed(attempt: 4, .interrupted))
    #expect(resolved(.expired) == .failed(attempt: 4, .inputExpired))
    #expect(StepResolution(input(1, .inDoubt), rounds: 1) == nil)
    #expect(past([], [input(1, .inDoubt, .resolved(.done))]).resolvedDone == [1])
  }

  @Test("What the agent knows goes before what its card says, and a person comes last")
  func cutOff() {
    func verdict(_ known: Reconciliation, _ isIdempotent: Bool) -> String {
      "\(CutOffRule.verdict(known, isIdempotent: isIdempotent))".prefix { $0 != "(" } + ""
    }
    for isIdempotent in [true, false] {
      #expect(verdict(.done(AgentResult(artifacts: [], text: nil)), isIdempotent) == "done")
      #expect(verdict(.notDone, isIdempotent) == "runAgain")
    }
    #expect(verdict(.unknown, true) == "runAgain" && verdict(.unknown, false) == "askPerson")
  }

  @Test("An agent is not asked or called for a step at which the server died three times")
  func deadly() {
    #expect((0...2).allSatisfy { CutOffRule.failure(plan.steps[0], deaths: $0) == nil })
    for deaths in [3, 4] {
      let error = CutOffRule.failure(plan.steps[0], deaths: deaths)
      #expect(error?.code == "crashed_server" && error?.isRetryable == false)
      #expect(error?.message.contains("\(deaths) times while A was at step 1") == true)
    }
  }

  @Test("A doubt goes before a question in the status of a task")
  func status() {
    #expect(TaskStatus.begun(asking: []) == .running)
    #expect(TaskStatus.begun(asking: [.question, .approval]) == .inputRequired)
    #expect(TaskStatus.begun(asking: [.question, .inDoubt, .question]) == .inDoubt)
  }
}
