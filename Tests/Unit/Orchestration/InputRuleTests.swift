import HermesContract
import Testing

@testable import HermesOrchestration

struct InputRuleTests {
  private let plan = Plan(
    steps: [PlanStep(number: 1, agent: "A", skill: "s", task: "t", dependsOn: [])],
    planner: "test")

  private func input(
    _ id: String, _ kind: InputRecord.Kind = .question, _ answer: InputAnswer? = nil
  ) -> InputRecord {
    var input = InputRecord(
      kind, step: kind == .approval ? nil : 1, attempt: 1, question: "?", id: InputID(id),
      askedAt: .now, expiresAt: .now)
    input.answer = answer
    return input
  }

  private func found(
    _ id: String?, _ answer: InputAnswer, among inputs: [InputRecord]
  ) throws -> String {
    let input = TaskInput(id: id.map { InputID($0) }, answer: answer)
    do { return try InputRule.question(for: input, among: inputs, plan: plan).id.text } catch {
      return error.code
    }
  }

  @Test("Without an id the only open question is meant, and with one that")
  func choice() throws {
    let one = [input("a", .question, .text("x")), input("b")]
    #expect(try found(nil, .text("y"), among: one) == "b")
    #expect(try found("a", .text("y"), among: one) == "input_closed")
    #expect(try found("c", .text("y"), among: one) == "input_not_found")
    #expect(try found(nil, .text("y"), among: [input("a"), input("b")]) == "ambiguous_input")
    #expect(try found("b", .text("y"), among: [input("a"), input("b")]) == "b")
    #expect(try found(nil, .text("y"), among: []) == "no_open_input")
    for closed in [InputAnswer.expired, .taskEnded] {
      #expect(try found("a", .text("y"), among: [input("a", .question, closed)]) == "input_closed")
    }
  }

  @Test("Each kind of question takes its own kind of answer")
  func kinds() throws {
    let answers: [(InputRecord.Kind, InputAnswer)] = [
      (.question, .text("x")), (.approval, .approved(plan: plan.hash)),
      (.approval, .rejected), (.inDoubt, .resolved(.done)),
    ]
    for kind in [InputRecord.Kind.question, .approval, .inDoubt] {
      for (taker, answer) in answers {
        let expected = taker == kind ? "a" : "invalid_field"
        #expect(try found(nil, answer, among: [input("a", kind)]) == expected)
      }
    }
  }

  @Test("Another plan's hash approves nothing, before and after a restart")
  func otherPlan() throws {
    let other = InputAnswer.approved(plan: "other")
    #expect(try found(nil, other, among: [input("a", .approval)]) == "plan_changed")
    #expect(Approval([input("a", .approval)], of: plan) == .waiting)
    #expect(Approval([input("a", .approval, .approved(plan: plan.hash))], of: plan) == .given)
    #expect(Approval([], of: plan) == .notAsked)
    let refusals: [(InputAnswer, String)] = [
      (other, "plan_changed"), (.rejected, "plan_rejected"), (.expired, "input_expired"),
    ]
    for (answer, code) in refusals {
      guard case .refused(let error) = Approval([input("a", .approval, answer)], of: plan) else {
        Issue.record("\(answer) is not refused")
        continue
      }
      #expect(error.code == code)
    }
  }

  @Test("An answer is one of text, approve and resolve, and its JSON is read as it was written")
  func json() throws {
    for answer in [
      InputAnswer.text("x"), .approved(plan: "h"), .rejected, .resolved(.retry), .expired,
      .taskEnded,
    ] {
      #expect(InputAnswer(json: answer.json) == answer)
    }
    #expect(try TaskInput(json: ["resolve": "done", "input_id": "i"]).id?.text == "i")
    let bad: [JSONValue] = [
      [:], ["text": "x", "approve": false], ["approve": true], ["resolve": "maybe"], ["text": 1],
      ["text": "x", "input_id": 7], ["closed": "expired"],
    ]
    for json in bad {
      #expect(throws: HermesError.self) { try TaskInput(json: json) }
    }
  }
}
