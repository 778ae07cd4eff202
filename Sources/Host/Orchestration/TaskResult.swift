import HermesContract

/// The one text that answers the request.
enum TaskResult {
  /// Longer results are named by their link.
  static let maximumBytes = 64 << 10

  /// The first artifact of the last step that nothing else takes further, and what was not done.
  static func text(
    of plan: Plan, _ artifacts: [StepArtifact], task: TaskID, _ unmet: [UnmetWish] = []
  ) -> String {
    let text = text(of: plan, artifacts, task)
    guard !unmet.isEmpty else { return text }
    let lines = unmet.map { "- \($0.wish): \($0.error.message) (\($0.error.code))" }
    return text + (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + "\nNot done:\n"
      + lines.joined(separator: "\n") + "\n"
  }

  private static func text(
    of plan: Plan, _ artifacts: [StepArtifact], _ task: TaskID
  ) -> String {
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
