import HermesContract

/// What happened to the calls of a cancelled task, one line each (docs/events.md, receipt).
enum CancelReceiptText {
  static func lines(_ answer: JSONValue) -> [String] {
    (answer["receipt"]?.array ?? []).compactMap { line in
      // The step had not begun: nothing to report.
      guard line["attempt"]?.int != 0 else { return nil }
      let step = "  step \(line["step_number"]?.int ?? 0) (\(line["agent_name"]?.string ?? ""))"
      switch line["outcome"]?.string {
      case "stopped": return "\(step) stopped"
      case "finished_before": return "\(step) had finished"
      default: return "\(step) does not stop and may still be running"
      }
    }
  }
}
