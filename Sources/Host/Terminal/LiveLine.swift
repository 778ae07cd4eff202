import HermesContract

/// The current activity in one line that is redrawn continuously: the running steps and their
/// duration.
package struct LiveLine: Sendable {
  private struct Step {
    let number: Int
    let agent: String
    let startedAt: ContinuousClock.Instant
    var fraction: Double?
    var note = ""
  }

  /// In the order in which they began.
  private var running: [Step] = []
  private var total = 0

  package init() {}

  /// Whether no step is running.
  package var isEmpty: Bool { running.isEmpty }

  /// Updates the running steps according to an event.
  package mutating func apply(_ event: JSONValue, at now: ContinuousClock.Instant) {
    guard let type = EventType(rawValue: event["type"]?.string ?? "") else { return }
    let data = event["data"]
    let number = data?["step_number"]?.int.map(Int.init(clamping:))
    switch type {
    case .stepStarted:
      guard let number else { return }
      running.removeAll { $0.number == number }
      total = data?["total_steps"]?.int.map(Int.init(clamping:)) ?? total
      running.append(
        Step(number: number, agent: data?["agent_name"]?.string ?? "", startedAt: now))
    case .stepProgress:
      guard let index = running.firstIndex(where: { $0.number == number }) else { return }
      running[index].fraction = data?["fraction"]?.double
      running[index].note = EventText.oneLine(data?["note"]?.string ?? "")
    case .stepCompleted, .stepFailed, .stepSuperseded: running.removeAll { $0.number == number }
    case .inputRequired: running.removeAll { $0.number == number }
    case .taskCompleted, .taskFailed: running = []
    default: return
    }
  }

  /// - Parameter turn: increases with every redraw.
  /// - Returns: nil while no step is running.
  package func text(
    at now: ContinuousClock.Instant, turn: Int, style: TerminalStyle
  ) -> String? {
    guard let oldest = running.first else { return nil }
    let wheel: [Character] = Array(style.isUnicode ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\")
    let steps = running.map { "\($0.number)/\(total) \($0.agent)" }.joined(separator: ", ")
    var text = "\(wheel[turn % wheel.count]) Step \(steps)"
    text += "  \(Count.elapsed(now - oldest.startedAt))"
    if running.count == 1, let fraction = oldest.fraction {
      text += "  \(Int(min(max(fraction, 0), 1) * 100))%"
    }
    if running.count == 1, !oldest.note.isEmpty { text += "  \(oldest.note)" }
    // The last column stays free, because writing to it may make a terminal wrap.
    return style.cut(VisibleText.line(text), to: (style.width ?? 80) - 1)
  }
}
