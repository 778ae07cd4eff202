import HermesContract
import Testing

@testable import HermesOrchestration

struct PlannerTests {
  private func planner(_ cards: AgentCard...) -> Planner {
    Planner(found: cards.map { FoundAgent(status: $0.status, score: 1, reason: "") })
  }

  private func intent(_ capabilities: String...) -> Intent {
    Intent(
      category: "c", entities: [:], capabilities: capabilities, complexity: 0, confidence: 0,
      parser: "lexical")
  }

  private let code = Part(text: "x = 1\n", mediaType: "text/x-python")

  private func shape(_ plan: Plan) -> [String] { plan.steps.map { "\($0.agent)\($0.dependsOn)" } }

  @Test(
    "Producers come before refiners and those before consumers, in whatever order they are asked for"
  )
  func order() throws {
    let planner = try planner(.packager(), .reviewer(), .writer())
    let orders = [
      ["code_write", "python", "script"], ["script", "python", "code_write"],
      ["python", "script", "code_write"],
    ]
    for capabilities in orders {
      var intent = intent()
      intent.capabilities = capabilities
      let plan = try planner.plan(intent, given: [])
      #expect(shape(plan) == ["Writer[]", "Reviewer[1]", "Packager[2]"])
      #expect(plan.planner == "cards" && plan.hash == Plan.hash(of: plan.steps))
    }
  }

  @Test(
    "A thing that a reviewer is named beside is made first; what was to be brought along is asked for",
    arguments: [
      ("Armstrong number check in Python", true), ("leap year review", true),
      ("check my Python code", false), ("review this number thing", false), ("review", false),
      ("please review code", false), ("review the following", false),
    ])
  func maker(wish: String, isMade: Bool) throws {
    let planner = try planner(.writer(), .reviewer())
    var intent = intent("code_review")
    intent.wishes = [Wish(text: wish, capabilities: ["code_review"])]
    if isMade {
      #expect(shape(try planner.plan(intent, given: [])) == ["Writer[]", "Reviewer[1]"])
    } else {
      let error = #expect(throws: HermesError.self) { try planner.plan(intent, given: []) }
      #expect(error?.known == .missingInput)
    }
  }

  @Test("The quick start's request needs two steps")
  func seed() throws {
    let plan = try planner(.writer(), .reviewer()).plan(intent("code_write", "python"), given: [])
    #expect(shape(plan) == ["Writer[]", "Reviewer[1]"])
    #expect(
      plan.steps.map(\.number) == [1, 2] && plan.steps[0].task == "Writes Python modules....")
  }

  @Test("One skill that offers two of the capabilities is one step")
  func once() throws {
    let plan = try planner(.writer(), .reviewer()).plan(
      intent("code_write", "python", "code_review"), given: [])
    #expect(plan.steps.count == 2)
  }

  @Test("Code that the request brings along is not made again")
  func givenCode() throws {
    let planner = try planner(.writer(), .reviewer(), .packager())
    #expect(
      shape(try planner.plan(intent("code_write", "code_review"), given: [code])) == ["Reviewer[]"])
    #expect(shape(try planner.plan(intent("script"), given: [code])) == ["Packager[]"])
    #expect(shape(try planner.plan(intent("code_write"), given: [code])) == ["Writer[]"])
  }

  @Test("Independent steps do not depend on each other")
  func independent() throws {
    let plan = try planner(.writer(), .translator()).plan(
      intent("translation", "code_write"), given: [])
    #expect(shape(plan) == ["Translator[]", "Writer[]"])
  }

  @Test("Two refiners run one after the other, as the request names them")
  func refiners() throws {
    let other = try AgentCard.sample(
      "Formatter", skill: "format", tags: ["format"], takes: ["text/x-python"],
      gives: ["text/x-python"])
    let planner = try planner(.writer(), .reviewer(), other)
    #expect(
      shape(try planner.plan(intent("format", "python", "code_write"), given: [])) == [
        "Writer[]", "Formatter[1]", "Reviewer[2]",
      ])
    #expect(
      shape(try planner.plan(intent("python", "format"), given: [code])) == [
        "Reviewer[]", "Formatter[1]",
      ])
  }

  @Test("What can't be planned is refused with the reason")
  func refusals() throws {
    func code(_ planner: Planner, _ intent: Intent) -> String? {
      do {
        _ = try planner.plan(intent, given: [])
        return nil
      } catch { return error.code }
    }
    #expect(code(try planner(.reviewer()), intent("python")) == "missing_input")
    #expect(code(try planner(.writer()), intent("teleport")) == "no_agent_for_capability")
    #expect(code(planner(), intent("python")) == "no_agent_for_capability")
    #expect(code(try planner(.writer()), intent()) == "no_agent_found")
    let arguments = try AgentCard.sample(
      "A", skill: "a", tags: ["a"], takes: ["application/json"], gives: ["application/json"])
    #expect(code(planner(arguments), intent("a")) == "no_agent_for_capability")
    let cycle = [
      try AgentCard.sample("A", skill: "a", tags: ["a"], takes: ["x/b"], gives: ["x/a"]),
      try AgentCard.sample("B", skill: "b", tags: ["b"], takes: ["x/a"], gives: ["x/b"]),
    ]
    let both = planner(cycle[0], cycle[1])
    #expect(code(both, intent("a", "b")) == "missing_input")
  }

  @Test("Every plan that is made can be validated", arguments: 0..<200)
  func randomCards(seed: Int) throws {
    var generator = Seeded(UInt64(seed))
    let modes = ["text/plain", "x/a", "x/b", "x/c", "x/d"]
    func some() -> [String] {
      Array(modes.shuffled(using: &generator).prefix(Int.random(in: 1...2, using: &generator)))
    }
    var cards: [AgentCard] = []
    for index in 0..<Int.random(in: 1...7, using: &generator) {
      cards.append(
        try .sample("A\(index)", skill: "s", tags: ["c\(index)"], takes: some(), gives: some()))
    }
    var intent = intent()
    intent.capabilities = cards.indices.map { "c\($0)" }.shuffled(using: &generator)
    let planner = Planner(found: cards.map { FoundAgent(status: $0.status, score: 1, reason: "") })
    do throws(HermesError) {
      try planner.plan(intent, given: []).validate(agents: cards.map(\.status), given: [])
    } catch {
      #expect(error.code == "missing_input")
    }
  }
}
