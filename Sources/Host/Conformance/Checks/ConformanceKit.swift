import Foundation
import HermesContract
import HermesThreads

/// Checks a library of agents against hermes_agent.h: the file in this process, everything that
/// runs its code in child processes.
package struct ConformanceKit: Sendable {
  let library: String
  /// How long a child may take before it counts as hung.
  let timeLimit: Duration
  /// The command that runs one probe: the program and its first arguments.
  let command: [String]
  /// The argument of `ProbeConfiguration`; nil for no configuration.
  let configuration: String?

  package init(
    library: String, timeLimit: Duration, command: [String], configuration: String? = nil
  ) {
    self.configuration = configuration
    self.library = library
    self.timeLimit = timeLimit
    self.command = command
  }

  /// Returns one verdict per item, in order. Blocks; call it on a dedicated thread.
  /// - Parameter tell: called with each verdict as soon as it is known.
  package func run(_ tell: (Verdict) -> Void) -> [Verdict] {
    var verdicts: [Verdict] = []
    func add(_ more: [Verdict]) {
      for verdict in more {
        verdicts.append(verdict)
        tell(verdict)
      }
    }
    add([ElfFile.verdict(path: library)])
    for probe in ProbeKind.allCases {
      if let obstacle = Self.obstacle(for: probe, verdicts) {
        add(probe.items.map { .skipped($0, why: obstacle) })
      } else {
        add(self.verdicts(of: probe))
      }
    }
    return verdicts
  }

  /// Why a probe makes no sense given the verdicts so far.
  private static func obstacle(for probe: ProbeKind, _ verdicts: [Verdict]) -> String? {
    let required: [CheckItem] =
      switch probe {
      case .load: [.file]
      case .create: [.file, .entry, .handshake, .card]
      case .calls, .cancel: [.file, .entry, .handshake, .card, .create]
      // These also make normal requests: if those are not answered, each would wait in vain.
      default: [.file, .entry, .handshake, .card, .create, .normalRequest]
      }
    let missing = verdicts.first {
      required.contains($0.item) && ($0.outcome == .fail || $0.outcome == .skipped)
    }
    return missing.map { "\($0.item.rawValue) comes first" }
  }

  private func verdicts(of probe: ProbeKind) -> [Verdict] {
    let end: ProbeProcess.End
    let options =
      ["--time-limit", "\(Int(timeLimit / .seconds(1)))"]
      + (configuration.map { ["--config", $0] } ?? [])
    do {
      end = try ProbeProcess.run(
        command + [library, probe.rawValue] + options,
        // The child enforces the limit itself where it can; this one covers the rest.
        timeLimit: timeLimit + .seconds(5))
    } catch {
      return probe.items.map { .skipped($0, why: "no process could be started: \(error)") }
    }
    var verdicts = verdicts(of: probe, end)
    if let first = verdicts.firstIndex(where: { $0.outcome == .fail || $0.outcome == .warning }) {
      verdicts[first].said = Self.excerpt(end.said)
    }
    return verdicts
  }

  /// The beginning of the output, which shows what happened, and the end, which often shows why.
  private static func excerpt(_ lines: [String]) -> [String] {
    guard lines.count > 20 else { return lines }
    return lines.prefix(8) + ["…"] + lines.suffix(12)
  }

  private func verdicts(of probe: ProbeKind, _ end: ProbeProcess.End) -> [Verdict] {
    var reported: [Verdict] = []
    var stage = "starting"
    for line in end.lines {
      guard let json = JSONValue(parsing: line.utf8) else { continue }
      if let verdict = Verdict(json: json) { reported.append(verdict) }
      if let text = json["stage"]?.string { stage = text }
    }
    let missing = probe.items.filter { item in !reported.contains { $0.item == item } }
    guard let first = missing.first else { return reported }
    if end.reason == .exit(0), let failed = reported.first(where: { $0.outcome == .fail }) {
      return reported + missing.map { .skipped($0, why: "\(failed.item.rawValue) comes first") }
    }
    let (seen, cure) =
      SanitizerReport.explanation(end.said, stage: stage)
      ?? Self.explanation(end.reason, stage: stage, probe: probe)
    return reported + [.fail(first, seen: seen, cure: cure)]
      + missing.dropFirst().map { .skipped($0, why: "\(first.rawValue) comes first") }
  }

  /// Interprets an end without a verdict.
  private static func explanation(
    _ reason: ProbeProcess.Reason, stage: String, probe: ProbeKind
  ) -> (seen: String, cure: String) {
    switch reason {
    case .signal(let number):
      let name = SignalName.described(number)
      let hint =
        probe == .garbage || probe == .empty
        ? "; a read past the last byte of the request ends like this, too" : ""
      return (
        "crash: \(name) while \(stage)\(hint)",
        "run it under gdb or valgrind, or build it with -fsanitize=address (docs/write-an-agent.md): "
          + "hermes agent probe LIB \(probe.rawValue)"
      )
    case .exit(let code):
      return (
        "the library ended the process (exit code \(code)) while \(stage)",
        "never call exit: finish the call with an error"
      )
    case .timeout(let limit):
      return (
        "hang: nothing happened for \(limit) while \(stage)",
        "let the call end, or give it more time with --time-limit"
      )
    }
  }
}
