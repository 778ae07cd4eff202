import HermesContract
import Testing

@testable import HermesOrchestration

struct StepMaterialTests {
  private func material(
    made: [String], declared: [String], taken: [String], given: Set<String> = [Part.plainText]
  ) throws -> StepMaterial {
    let maker = try AgentCard.sample("Maker", skill: "make", takes: ["text/plain"], gives: declared)
    let taker = try AgentCard.sample("Taker", skill: "take", takes: taken, gives: ["text/plain"])
    let artifacts = made.enumerated().map { index, type in
      Artifact(id: "a\(index)", name: "a", parts: [Part(text: "x", mediaType: type)])
    }
    let first = PlanStep(number: 1, agent: "Maker", skill: "make", task: "", dependsOn: [])
    let second = PlanStep(number: 2, agent: "Taker", skill: "take", task: "", dependsOn: [1])
    return StepMaterial(
      of: second, taker.skills[0],
      from: [.init(step: first, skill: maker.skills[0], artifacts: artifacts)], given: given)
  }

  @Test("A step whose maker broke its promise is not done with nothing")
  func brokenPromise() throws {
    let broken: [(made: [String], declared: [String], taken: [String])] = [
      (["text/plain"], ["text/x-foo"], ["text/x-foo"]),
      ([], ["text/x-foo"], ["text/x-foo"]),
      (["text/html", "text/plain"], ["text/x-foo", "text/html"], ["text/x-foo"]),
      // It would be done with the request alone.
      (["text/html"], ["text/x-foo"], ["text/plain", "text/x-foo"]),
    ]
    for (made, declared, taken) in broken {
      let error = try #require(
        try material(made: made, declared: declared, taken: taken).mismatch, "\(made)")
      #expect(error.code == "output_mismatch" && !error.isRetryable)
      #expect(error.message.contains("Step 2 (Taker) takes \(taken.joined(separator: ", "))"))
      #expect(error.message.contains("step 1 (Maker) made \(made.sorted().first ?? "no artifact")"))
    }
  }

  @Test("What is taken is given, and what was not promised or not made this time is no fault")
  func kept() throws {
    let kept: [(made: [String], declared: [String], taken: [String], given: Int)] = [
      (["text/x-foo; v=1", "text/plain"], ["text/x-foo"], ["text/x-foo"], 1),
      (["text/x-foo"], ["text/plain"], ["text/*"], 1),
      (["text/plain"], ["text/plain"], ["text/plain", "text/x-foo"], 1),
      // The step reads the request: it need not have what the maker may make.
      ([], ["text/plain"], ["text/plain"], 0),
      (["text/html"], ["text/html", "text/x-foo"], ["text/plain", "text/x-foo"], 0),
      (["text/x-foo", "text/csv"], ["text/x-foo"], ["text/x-foo"], 1),
    ]
    for (made, declared, taken, count) in kept {
      let material = try material(made: made, declared: declared, taken: taken)
      #expect(material.mismatch == nil, "\(made)")
      #expect(material.artifacts.count == count, "\(made)")
    }
  }

  @Test("A request that brings the type along is not empty-handed")
  func given() throws {
    let given: Set<String> = [Part.plainText, "text/x-foo"]
    let material = try material(
      made: [], declared: ["text/x-foo"], taken: ["text/x-foo"], given: given)
    #expect(material.mismatch == nil)
  }
}
