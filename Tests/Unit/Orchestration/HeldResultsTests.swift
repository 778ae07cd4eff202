import HermesContract
import Testing

@testable import HermesOrchestration

struct HeldResultsTests {
  private func artifact(_ bytes: Int) -> Artifact {
    Artifact(id: "a", name: "a", parts: [Part(text: String(repeating: "x", count: bytes))])
  }

  @Test("The steps of a task hold 64 MiB together, those of an earlier run included")
  func bound() throws {
    let results = HeldResults()
    results.add([ArtifactSummary(artifact(40 << 20), step: 1, position: 0)])
    try results.admit([artifact(20 << 20)])
    let refused = #expect(throws: HermesError.self) { try results.admit([artifact(8 << 20)]) }
    #expect(refused?.code == "result_too_large")
    // The steps that follow need not be called.
    #expect(results.refusal?.code == "result_too_large")
  }
}
