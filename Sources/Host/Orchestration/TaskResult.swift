import HermesContract

/// The one text that answers the request.
enum TaskResult {
  /// Longer results are named by their link.
  static let maximumBytes = 64 << 10

  /// The first artifact of the last step that nothing else takes further.
  static func text(of plan: Plan, _ artifacts: [StepArtifact], task: TaskID) -> String {
    let consumed = Set(plan.steps.flatMap(\.dependsOn))
    let last = plan.steps.last { step in
      !consumed.contains(step.number) && artifacts.contains { $0.step == step.number }
    }
    guard let artifact = artifacts.first(where: { $0.step == last?.number }) else { return "" }
    let text = artifact.artifact.text
    guard text.utf8.count > maximumBytes || artifact.artifact.hasBlobs else { return text }
    return "\(artifact.artifact.name): \(artifact.artifact.bytes) bytes at "
      + artifact.href(of: task)
  }
}
