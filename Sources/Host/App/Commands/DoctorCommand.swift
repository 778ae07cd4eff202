import ArgumentParser
import HermesConfiguration
import HermesContract
import HermesTerminal

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check what a server needs on this machine, each with its cure.",
    discussion: """
      Checks limits and clock, Python and its sandbox, the disk, the folders of agents, the port, the \
      certificate, the model, and a running server. Give it the same settings as hermes serve.

      Exit codes: 0 a server can run, 1 something keeps it from running or makes it unsafe, 2 wrong usage.
      """)

  @Option(help: .setting("host"))
  var host: String?

  @Option(help: .setting("port"))
  var port: String?

  @Flag(help: "One JSON object per line: severity, subject, text, cure.")
  var json = false

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let findings: [Finding]
    do {
      let settings = try await options.settings(with: [
        "host": host.map { [$0] } ?? [], "port": port.map { [$0] } ?? [],
      ])
      findings = try await Self.findings(settings)
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
    for finding in findings { show(finding) }
    let faults = findings.count { $0.severity == .fault }
    let warnings = findings.count { $0.severity == .warning }
    if !json { Console.printLine(Self.summary(faults: faults, warnings: warnings)) }
    if faults > 0 { throw CommandEnd(code: 1) }
  }

  private static func findings(_ settings: ServerSettings) async throws -> [Finding] {
    var found = Environment.misspelt.map {
      Finding.warning("settings", text: $0, cure: "Correct its name.")
    }
    found += await Doctor(settings: settings).findings()
    if let model = await ModelCheck.finding(settings) { found.append(model) }
    if let client = try (try? DataDirectory.existing(settings.data))?.runningServer() {
      found += await ServerCheck.findings(client)
    }
    return found
  }

  private func show(_ finding: Finding) {
    guard !json else { return Console.printLine(JSONWriter.text(.object(finding.json))) }
    let mark =
      switch finding.severity {
      case .good: "ok      "
      case .warning: "warning "
      case .fault: "FAULT   "
      }
    let subject = finding.subject.padding(to: 12)
    let text = "\(mark)\(subject)\(finding.line)"
    // Written unwrapped to a pipe, where another program may search for it.
    for line in WrappedText.lines(text, width: Console.outputStyle.width, indent: 20) {
      Console.printLine(line)
    }
  }

  private static func summary(faults: Int, warnings: Int) -> String {
    faults + warnings == 0
      ? "Nothing is missing."
      : "\(Count.of(faults, noun: "fault")), \(Count.of(warnings, noun: "warning"))."
  }
}

extension String {
  fileprivate func padding(to columns: Int) -> String {
    self + String(repeating: " ", count: max(1, columns - count))
  }
}
