import HermesContract

/// What the steps of a task have made so far.
///
/// A task may wait for an agent or a person for any length of time, and there may be many such
/// tasks: large results stay in the store, and are read when a step takes them.
struct StepResults: Sendable {
  /// How many bytes of one task's results are kept in memory.
  static let maximumKept = 256 << 10

  /// The artifacts of the steps that are done, in the order in which they were made.
  private(set) var summaries: [Int: [ArtifactSummary]] = [:]
  private var kept: [Int: [Artifact]] = [:]
  private var keptBytes = 0

  var steps: Dictionary<Int, [ArtifactSummary]>.Keys { summaries.keys }

  /// Adds what a step has made; it is already stored.
  mutating func add(_ artifacts: [Artifact], of step: Int) {
    summaries[step] = artifacts.enumerated().map {
      ArtifactSummary($1, step: step, position: $0)
    }
    let bytes = HeldResults.bytes(of: artifacts)
    guard keptBytes + bytes <= Self.maximumKept else { return }
    keptBytes += bytes
    kept[step] = artifacts
  }

  /// Adds what a step of an earlier run has made.
  mutating func add(stored summaries: [ArtifactSummary], of step: Int) {
    self.summaries[step] = summaries
  }

  /// - Parameter plan: defines the order of the steps.
  func summaries(of plan: Plan) -> [ArtifactSummary] {
    plan.steps.flatMap { summaries[$0.number] ?? [] }
  }

  /// Everything that a step has made.
  /// - Throws: `journal_unavailable` if it cannot be read.
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

  /// A single artifact; nil if it no longer exists.
  func artifact(
    _ summary: ArtifactSummary, read: (ArtifactSummary) async throws -> Artifact?
  ) async throws -> Artifact? {
    if let artifacts = kept[summary.step] { return artifacts[summary.position] }
    return try await read(summary)
  }
}
