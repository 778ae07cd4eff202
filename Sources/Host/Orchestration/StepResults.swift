import HermesContract

/// What the steps of a task have made so far.
///
/// A task may wait for an agent or a person as long as it likes, and there may be many: what is large stays in the
/// store alone, and is read when a step takes it.
struct StepResults: Sendable {
  /// Bytes of one task that are kept in memory.
  static let maximumKept = 256 << 10

  /// Of the steps that are done, in the order of their making.
  private(set) var summaries: [Int: [ArtifactSummary]] = [:]
  private var kept: [Int: [Artifact]] = [:]
  private var keptBytes = 0

  var steps: Dictionary<Int, [ArtifactSummary]>.Keys { summaries.keys }

  /// What a step has made, and what is stored already.
  mutating func add(_ artifacts: [Artifact], of step: Int) {
    summaries[step] = artifacts.enumerated().map {
      ArtifactSummary($1, step: step, position: $0)
    }
    let bytes = HeldResults.bytes(of: artifacts)
    guard keptBytes + bytes <= Self.maximumKept else { return }
    keptBytes += bytes
    kept[step] = artifacts
  }

  /// What a step of an earlier run has made.
  mutating func add(stored summaries: [ArtifactSummary], of step: Int) {
    self.summaries[step] = summaries
  }

  /// - Parameter plan: whose order the steps have.
  func summaries(of plan: Plan) -> [ArtifactSummary] {
    plan.steps.flatMap { summaries[$0.number] ?? [] }
  }

  /// All that a step has made.
  /// - Throws: `journal_unavailable` if it can't be read.
  func artifacts(
    of step: Int, read: (ArtifactSummary) async throws -> Artifact?
  ) async throws -> [Artifact] {
    var artifacts: [Artifact] = []
    for summary in summaries[step] ?? [] {
      guard let artifact = try await artifact(summary, read: read) else {
        throw HermesError.journalUnavailable
      }
      artifacts.append(artifact)
    }
    return artifacts
  }

  /// One of them; nil if it is gone.
  func artifact(
    _ summary: ArtifactSummary, read: (ArtifactSummary) async throws -> Artifact?
  ) async throws -> Artifact? {
    if let artifacts = kept[summary.step] { return artifacts[summary.position] }
    return try await read(summary)
  }
}
