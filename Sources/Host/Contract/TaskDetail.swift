/// A task with everything that a client sees of it, read at one moment.
package struct TaskDetail: Sendable {
  package let task: TaskRecord
  package let steps: [StepRecord]
  package let artifacts: [ArtifactSummary]
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
