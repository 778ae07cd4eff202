import HermesContract

/// The one text that answers the request.
enum TaskResult {
  /// Longer results are named by their link.
  static let maximumBytes = 64 << 10

  /// The artifact of the last step that nothing else takes further, and what was not done: the one whose
  /// metadata says `is_answer`, else the first.
  static func text(
    of plan: Plan, _ artifacts: [StepArtifact], task: TaskID, _ unmet: [UnmetWish] = []
  ) -> String {
    let text = text(of: plan, artifacts, task)
    guard !unmet.isEmpty else { return text }
    let lines =
      ["Not done:"]
      + unmet.map { unmet in
        let line = "- \(unmet.wish): \(unmet.error.message) (\(unmet.error.code))"
        return line.lines.joined(separator: " ")
      }
    // Code stays code: it may be run as it stands.
    let mark =
      resultArtifact(of: plan, artifacts)?.artifact.mediaType.contains("python") == true ? "# " : ""
    return text + (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + "\n"
      + lines.map { mark + $0 + "\n" }.joined()
  }

  private static func text(
    of plan: Plan, _ artifacts: [StepArtifact], _ task: TaskID
  ) -> String {
    guard let found = resultArtifact(of: plan, artifacts)
    else { return "" }
    let text = found.artifact.text
    guard text.utf8.count > maximumBytes || found.artifact.hasBlobs else { return text }
    return "\(found.artifact.name): \(found.artifact.bytes) bytes at "
      + found.summary.href(of: task)
  }

  private static func resultArtifact(of plan: Plan, _ artifacts: [StepArtifact]) -> StepArtifact? {
    let consumed = Set(plan.steps.flatMap(\.dependsOn))
    let last = plan.steps.last { step in
      !consumed.contains(step.number) && artifacts.contains { $0.step == step.number }
    }
    let made = artifacts.filter { $0.step == last?.number }
    return made.first { $0.artifact.metadata["is_answer"] == .bool(true) } ?? made.first
  }
}
