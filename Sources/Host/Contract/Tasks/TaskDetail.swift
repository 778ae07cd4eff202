/// A task with everything that a client sees of it, read at one moment.
package struct TaskDetail: Sendable {
  /// The task itself.
  package let task: TaskRecord
  /// In the order of their numbers.
  package let steps: [StepRecord]
  /// By step and position.
  package let artifacts: [ArtifactSummary]
  /// The task's questions, oldest first.
  package let inputs: [InputRecord]

  package init(
    task: TaskRecord, steps: [StepRecord], artifacts: [ArtifactSummary], inputs: [InputRecord]
  ) {
    self.task = task
    self.steps = steps
    self.artifacts = artifacts
    self.inputs = inputs
  }
}
