import HermesContract
import Testing

extension StoreSuite {
  /// Steps and what they made.
  @Suite struct Results {
    private func artifact(_ id: String) -> Artifact {
      Artifact(
        id: id, name: id, parts: [Part(text: "é\0", mediaType: "text/x-python")],
        metadata: ["k": [1]])
    }

    @Test(
      "A step and its artifacts are replaced by the next attempt's", arguments: StoreBackend.all)
    func steps(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create().id
      var step = StepRecord(
        number: 2, agent: "A", skill: "s", task: "t", status: .running, attempt: 1)
      step.error = HermesError(ofAgent: "c", "m")
      step.startedAt = Timestamp(milliseconds: 5)
      step.usage = ["tokens": 3]
      try await bench.change(
        task, .step(step), .artifacts(step: 2, [artifact("x"), artifact("y")]))
      step.status = .completed
      step.attempt = 2
      step.preview = "p"
      step.finishedAt = Timestamp(milliseconds: 9)
      step.error = nil
      // What is not said again stays.
      step.startedAt = nil
      step.usage = nil
      let first = StepRecord(
        number: 1, agent: "B", skill: "s", task: "t", status: .failed, attempt: 1)
      try await bench.change(task, .step(step), .step(first), .artifacts(step: 2, [artifact("z")]))
      try await bench.change(task, .artifacts(step: 1, [artifact("w")]))
      let steps = try await bench.store.steps(of: task)
      #expect(steps.map(\.number) == [1, 2] && steps.map(\.status) == [.failed, .completed])
      #expect(steps[1].preview == "p" && steps[1].attempt == 2 && steps[1].error == nil)
      #expect(steps[1].startedAt == Timestamp(milliseconds: 5) && steps[1].usage == ["tokens": 3])
      #expect(steps[1].finishedAt == Timestamp(milliseconds: 9))
      let artifacts = try await bench.store.artifacts(of: task)
      #expect(artifacts.map(\.step) == [1, 2])
      #expect(artifacts.map(\.artifact) == [artifact("w"), artifact("z")])
      try await bench.close()
    }

    @Test(
      "How often a server died at a step is counted in the store, and no attempt resets it",
      arguments: StoreBackend.all)
    func deaths(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create().id
      var step = StepRecord(
        number: 2, agent: "A", skill: "s", task: "t", status: .running, attempt: 1)
      try await bench.change(task, .step(step))
      #expect(try await bench.store.steps(of: task).map(\.deaths) == [0])
      try await bench.change(task, .stepTakenUp(2))
      step.attempt = 2
      try await bench.change(task, .stepTakenUp(2), .step(step), .stepTakenUp(7))
      #expect(try await bench.store.steps(of: task).map(\.deaths) == [2])
      try await bench.close()
    }

    @Test(
      "Artifacts are summed up without their content, and each is found by its summary",
      arguments: StoreBackend.all)
    func summaries(_ backend: StoreBackend) async throws {
      let bench = try await StoreBench(backend)
      let task = try await bench.create().id
      let large = Artifact(
        id: "l", name: "l", description: "d",
        parts: [Part(text: String(repeating: "x", count: 1 << 20))])
      try await bench.change(
        task, .artifacts(step: 2, [artifact("x"), large]), .artifacts(step: 1, [artifact("x")]))
      let made = [(1, 0, artifact("x")), (2, 0, artifact("x")), (2, 1, large)]
      let expected = made.map { ArtifactSummary($0.2, step: $0.0, position: $0.1) }
      let summaries = try await bench.store.artifactSummaries(of: task)
      #expect(summaries == expected)
      for (summary, made) in zip(summaries, made) {
        #expect(try await bench.store.artifact(summary, of: task) == made.2)
      }
      let detail = try #require(try await bench.store.detail(of: task, owner: bench.user.id))
      #expect(detail.artifacts == expected)
      try await bench.change(task, .artifacts(step: 2, []))
      #expect(try await bench.store.artifact(summaries[2], of: task) == nil)
      #expect(try await bench.store.artifactSummaries(of: task) == [expected[0]])
      try await bench.close()
    }
  }
}
