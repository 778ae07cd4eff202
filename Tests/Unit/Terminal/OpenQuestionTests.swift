import HermesContract
import HermesTerminal
import Testing

struct OpenQuestionTests {
  private static func question(_ kind: String) throws -> OpenQuestion {
    try #require(
      OpenQuestion(event: [
        "type": "input_required", "message": "Well?",
        "data": [
          "input_id": "i", "kind": .string(kind), "plan_hash": "h",
          "steps": [
            [
              "step_number": 1, "agent_name": "A", "task_description": "Write...", "depends_on": [],
            ],
            [
              "step_number": 2, "agent_name": "B", "task_description": "Review...",
              "depends_on": [1],
            ],
          ],
          "unmet": [["wish": "and email it", "reason": "r", "code": "no_agent_found"]],
        ],
      ]))
  }

  @Test(
    "Words become the answer that the question takes",
    arguments: [
      ("approval", "y", "approve", JSONValue.string("h")), ("approval", " YES ", "approve", "h"),
      ("approval", "n", "approve", false), ("approval", "", "approve", false),
      ("question", "the blue one", "text", "the blue one"),
      ("in_doubt", "Retry", "resolve", "retry"),
      ("something_new", "x", "text", "x"),
    ])
  func answers(kind: String, words: String, member: String, value: JSONValue) throws {
    let body = try #require(try Self.question(kind).answer(words, isArgument: false))
    #expect(body[member] == value && body["input_id"] == "i")
  }

  @Test(
    "Other words are no answer",
    arguments: [("approval", "perhaps"), ("question", "  "), ("in_doubt", "yes"), ("in_doubt", "")])
  func none(kind: String, words: String) throws {
    #expect(try Self.question(kind).answer(words, isArgument: false) == nil)
  }

  @Test("Nothing is rejected by an empty argument")
  func empty() throws {
    #expect(try Self.question("approval").answer("", isArgument: true) == nil)
  }

  @Test("A plan is shown with its steps and what it leaves out; other questions have none")
  func plan() throws {
    #expect(
      try Self.question("approval").plan == [
        "1. A: Write", "2. B: Review (uses the results of step 1)", "Not in the plan: and email it",
      ])
    #expect(try Self.question("question").plan.isEmpty)
  }

  @Test("Of a task's questions those that are open")
  func open() {
    let task: JSONValue = [
      "plan": ["plan_hash": "h", "steps": []],
      "inputs": [
        ["input_id": "a", "kind": "approval", "question": "Q", "is_open": true],
        ["input_id": "b", "kind": "question", "question": "Q", "is_open": false],
      ],
    ]
    let found = OpenQuestion.openQuestions(in: task)
    #expect(found.map(\.id) == ["a"])
    #expect(found.first?.answer("yes", isArgument: true)?["approve"] == "h")
  }
}
