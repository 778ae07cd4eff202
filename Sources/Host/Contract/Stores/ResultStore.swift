/// The steps of tasks and their artifacts. Empty for a deleted task.
package protocol ResultStore: Sendable {
  /// In the order of their numbers.
  func steps(of task: TaskID) async throws -> [StepRecord]
  /// In the order of step and position, like their summaries.
  func artifacts(of task: TaskID) async throws -> [StepArtifact]
  /// The artifacts of a task without their content, by step and position.
  func artifactSummaries(of task: TaskID) async throws -> [ArtifactSummary]
  /// The artifact itself; nil if it no longer exists.
  func artifact(_ summary: ArtifactSummary, of task: TaskID) async throws -> Artifact?
}
