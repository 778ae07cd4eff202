import HermesContract

/// What a step receives from earlier steps, and whether that is what their skills promised.
struct StepMaterial: Sendable {
  /// A step that this one depends on.
  struct Source: Sendable {
    let step: PlanStep
    /// nil if its agent is no longer loaded.
    let skill: Skill?
    let artifacts: [Artifact]
  }

  let artifacts: [Artifact]
  /// Set if the step would run without its main input.
  let mismatch: HermesError?

  /// - Parameters:
  ///   - skill: the skill of the step; nil if its agent is no longer loaded, which the call will
  ///     report.
  ///   - given: the media types of the request's own parts.
  init(of step: PlanStep, _ skill: Skill?, from sources: [Source], given: Set<String>) {
    guard let skill else {
      artifacts = sources.flatMap(\.artifacts)
      mismatch = nil
      return
    }
    let taken = sources.flatMap(\.artifacts).filter(skill.takes)
    artifacts = taken
    let hasNothing = taken.isEmpty && !given.contains(where: skill.takes)
    let fault = sources.first { source in
      guard let maker = source.skill, maker.outputModes.contains(where: skill.takes),
        !source.artifacts.contains(where: skill.takes)
      else { return false }
      return hasNothing || maker.breaksPromise(with: source.artifacts)
    }
    mismatch = fault.map { .outputMismatch(of: step, skill: skill, source: $0) }
  }
}

extension HermesError {
  fileprivate static func outputMismatch(
    of step: PlanStep, skill: Skill, source: StepMaterial.Source
  ) -> HermesError {
    let modes = source.skill?.outputModes ?? []
    let types = Set(source.artifacts.flatMap { $0.parts.map(\.mediaType) }).sorted()
    let made = types.isEmpty ? "no artifact" : types.joined(separator: ", ")
    return HermesError(
      .outputMismatch,
      message:
        "Step \(step.number) (\(step.agent)) takes \(skill.inputModes.joined(separator: ", ")), and "
        + "step \(source.step.number) (\(source.step.agent)) made \(made), though its card says "
        + "\(modes.joined(separator: ", ")). Correct the mediaType of its parts or its card.")
  }
}
