import HermesContract

/// The receipt of a cancelled task: each step once, followed by its other calls, which are earlier
/// attempts and calls of helpers.
enum CancelReceipt {
  /// - Parameters:
  ///   - steps: how the executor saw the steps end, by number.
  ///   - lines: every call since the task last started.
  ///   - stop: when the task was asked to stop.
  static func receipts(
    for plan: Plan, of task: TaskID, steps: [Int: StepReceipt], calls lines: [CallLedger.Line],
    since stop: ContinuousClock.Instant, now: ContinuousClock.Instant = .now
  ) -> [StepReceipt] {
    var calls: [Int: [StepReceipt]] = [:]
    for line in lines {
      let place = line.stepKey.dropFirst(task.text.count + 1).split(separator: "/", maxSplits: 1)
      guard let number = place.first.flatMap({ Int($0) }) else { continue }
      let (ending, end): (StepReceipt.Ending, ContinuousClock.Instant) =
        switch line.endedAt {
        case nil: (.uncooperative, now)
        // A call that was about to finish on its own is not reported as stopped.
        case let end? where end > stop && line.isStopped: (.stopped, end)
        case .some: (.finishedBefore, stop)
        }
      calls[number, default: []].append(
        StepReceipt(
          step: number, agent: line.agent, attempt: line.attempt,
          call: place.count > 1 ? String(place[1]) : nil, ending: ending,
          milliseconds: Int64((end - stop) / .milliseconds(1))))
    }
    return plan.steps.flatMap { step in
      var others = calls[step.number] ?? []
      var own =
        steps[step.number]
        ?? StepReceipt(
          step: step.number, agent: step.agent, attempt: 0, ending: .stopped, milliseconds: 0)
      // The step is judged by its newest attempt: even after the step has ended, its agent may
      // still be running.
      if let newest = others.lastIndex(where: { $0.call == nil }) {
        let last = others.remove(at: newest)
        own.attempt = last.attempt
        if last.ending == .uncooperative {
          own.ending = .uncooperative
          own.milliseconds = max(own.milliseconds, last.milliseconds)
        }
      }
      return [own] + others
    }
  }
}
