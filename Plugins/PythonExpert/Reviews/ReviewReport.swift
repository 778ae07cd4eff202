import AgentKit

/// The report as Markdown.
struct ReviewReport {
  let filename: String
  let review: StaticReview
  let doctests: DoctestRun
  let fixes: [String]
  let isWeak: Bool

  /// Whether a fault was fixed: hints, line ends and a doctest run are not faults. fixes.py
  /// describes the only other fix as "removed the unused import of …".
  var hasMended: Bool { fixes.contains { $0.contains("import") } }

  var markdown: String {
    var lines = ["# Review of \(filename)", ""]
    lines.append("- Python \(review.python): it compiles and loads.")
    let attempted = doctests.attempted ?? 0
    lines.append(
      attempted == 0
        ? "- Doctests: none. Nothing but loading the module was tried."
        : "- Doctests: \(attempted) of \(attempted) examples passed.")
    lines.append("- Findings: \(count("warning")) warnings, \(count("note")) notes.")
    lines.append(
      isWeak
        ? "- **Weak sandbox**: bubblewrap is missing; the code ran with resource limits only."
        : "- Sandbox: no network, no files of the server, no other processes.")
    lines += ["", "## Findings", ""]
    lines += Self.table(of: findings)
    lines += ["", "## Changes", ""]
    lines += fixes.isEmpty ? ["None."] : fixes.map { "- \(Self.tableCell($0))" }
    let functions = review.complexity ?? []
    if !functions.isEmpty {
      lines += ["", "## Complexity", "", "| Function | Line | Complexity | Lines |"]
      lines.append("| --- | ---: | ---: | ---: |")
      lines += functions.map {
        "| `\(Self.tableCell($0.name))` | \($0.line) | \($0.complexity) | \($0.lines) |"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report on a module that does not compile, load or pass its doctests.
  /// - Parameter findings: From the linter, which reads code without running it; none if the code
  ///   can't be parsed.
  static func markdown(
    of filename: String, fault: AgentError, findings: [StaticReview.Finding]
  ) -> String {
    let message = fault.message.lines.joined(separator: " ")
    let lines = [
      "# Review of \(filename)", "", "- **Fault** (`\(fault.code)`): \(message)",
      "- Nothing was changed.",
    ]
    let found = findings.isEmpty ? [] : ["", "## Findings", ""] + table(of: findings)
    return (lines + found).joined(separator: "\n") + "\n"
  }

  private static func table(of findings: [StaticReview.Finding]) -> [String] {
    guard !findings.isEmpty else { return ["None."] }
    return ["| Line | Severity | Rule | What |", "| ---: | --- | --- | --- |"]
      + findings.map {
        "| \($0.line) | \($0.severity) | \($0.rule) | \(tableCell($0.message)) |"
      }
  }

  var findings: [StaticReview.Finding] { review.findings ?? [] }

  func count(_ severity: String) -> Int { findings.filter { $0.severity == severity }.count }

  /// A table cell on one line, whatever names the code contains.
  private static func tableCell(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : String($0) }.joined()
    return String(line.prefix(300)).replacing("|", with: "\\|")
  }
}
