import HermesContract
import Testing

@testable import HermesOrchestration

struct StepResultsTests {
  private func artifact(_ id: String, bytes: Int) -> Artifact {
    Artifact(id: id, name: id, parts: [Part(text: String(repeating: "x", count: bytes))])
  }

  @Test("What is small is kept, and what is large is read when it is taken")
  func kept() async throws {
    var results = StepResults()
    let large = artifact("large", bytes: StepResults.maximumKept)
    results.add([artifact("a", bytes: 10), artifact("b", bytes: 20)], of: 1)
    results.add([large], of: 2)
    var read: [ArtifactSummary] = []
    let small = try await results.artifacts(of: 1) { summary in
      read.append(summary)
      return nil
    }
    #expect(small.map(\.id) == ["a", "b"] && read.isEmpty)
    let other = try await results.artifacts(of: 2) { summary in
      read.append(summary)
      return large
    }
    #expect(other.map(\.id) == ["large"] && read.map(\.step) == [2])
    #expect(Set(results.steps) == [1, 2])
  }

  @Test("Small ones of many steps are kept up to a bound together")
  func bound() async throws {
    var results = StepResults()
    for step in 1...40 { results.add([artifact("a", bytes: 10_000)], of: step) }
    var read = 0
    for step in 1...40 {
      _ = try await results.artifacts(of: step) { _ in
        read += 1
        return artifact("a", bytes: 10_000)
      }
    }
    #expect(read > 10 && read < 20)
  }

  @Test("What an earlier run has made is read, and what is gone is no empty material")
  func stored() async throws {
    var results = StepResults()
    results.add(stored: [ArtifactSummary(artifact("a", bytes: 5), step: 3, position: 0)], of: 3)
    await #expect(throws: HermesError.journalUnavailable) {
      _ = try await results.artifacts(of: 3) { _ in nil }
    }
  }
}
