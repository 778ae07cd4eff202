import HermesContract

/// The text that answers the request.
enum TaskResult {
  /// Longer results are named by their link.
  static let maximumBytes = 64 << 10

  /// The artifact that answers the request. It comes from the last step whose result no other step
  /// uses: the artifact whose metadata says `is_answer`, otherwise the first.
  static func answer(of plan: Plan, _ artifacts: [ArtifactSummary]) -> ArtifactSummary? {
    let consumed = Set(plan.steps.flatMap(\.dependsOn))
    let last = plan.steps.last { step in
      !consumed.contains(step.number) && artifacts.contains { $0.step == step.number }
    }
    let made = artifacts.filter { $0.step == last?.number }
    return made.first { $0.metadata["is_answer"] == .bool(true) } ?? made.first
  }

  /// The text of the answer, followed by what was not done.
  /// - Parameters:
  ///   - answer: nil if there is none.
  ///   - artifact: the content of the answer; nil if it is named by its link.
  static func text(
    of answer: ArtifactSummary?, artifact: Artifact?, task: TaskID, unmet: [UnmetWish] = []
  ) -> String {
    let text = answerText(of: answer, artifact: artifact, task: task)
    guard !unmet.isEmpty else { return text }
    let lines =
      ["Not done:"]
      + unmet.map { unmet in
        let line = "- \(unmet.wish): \(unmet.error.message) (\(unmet.error.code))"
        // Where the answer is code, these lines are comments: nothing in a wish may end one.
        return VisibleText.line(line.split(whereSeparator: \.isNewline).joined(separator: " "))
      }
    // Code has to remain code, because it may be run unchanged.
    let mark = answer?.mediaType.contains("python") == true ? "# " : ""
    return text + (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + "\n"
      + lines.map { mark + $0 + "\n" }.joined()
  }

  private static func answerText(
    of answer: ArtifactSummary?, artifact: Artifact?, task: TaskID
  ) -> String {
    guard let answer else { return "" }
    if let artifact, !artifact.hasBlobs, artifact.text.utf8.count <= maximumBytes {
      return artifact.text
    }
    return "\(answer.name): \(answer.bytes) bytes at " + answer.href(of: task)
  }
}
