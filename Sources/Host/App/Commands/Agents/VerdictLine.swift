import HermesConformance

/// Prints a verdict: one line, and further lines for a failure or warning.
enum VerdictLine {
  static func printLine(for verdict: Verdict) {
    let mark =
      switch verdict.outcome {
      case .pass: "pass"
      case .fail: "FAIL"
      case .warning: "warn"
      case .skipped: "skip"
      }
    let name = verdict.item.rawValue
    let padding = String(repeating: " ", count: max(0, 18 - name.count))
    Console.printLine("\(mark)  \(name)\(padding)\(verdict.seen)")
    guard verdict.outcome == .fail || verdict.outcome == .warning else { return }
    let indent = String(repeating: " ", count: 24)
    Console.printLine("\(indent)asked: \(verdict.item.asks)")
    Console.printLine("\(indent)cure:  \(verdict.cure)")
    for line in verdict.said { Console.printLine("\(indent)said:  \(line)") }
  }
}
