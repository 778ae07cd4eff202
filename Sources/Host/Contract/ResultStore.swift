/// What the steps of tasks are, and what they have made. Of a task that is deleted there is nothing.
package protocol ResultStore: Sendable {
  /// By their numbers.
  func steps(of task: TaskID) async throws -> [StepRecord]
  /// By step and position, like their summaries.
  func artifacts(of task: TaskID) async throws -> [StepArtifact]
  func artifactSummaries(of task: TaskID) async throws -> [ArtifactSummary]
  /// The artifact itself; nil if it is gone.
  func artifact(_ summary: ArtifactSummary, of task: TaskID) async throws -> Artifact?
}
