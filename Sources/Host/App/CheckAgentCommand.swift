import ArgumentParser
import Foundation
import HermesConformance
import HermesContract

/// `hermes agent check`
struct CheckAgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "See whether a library keeps the contract of hermes_agent.h.",
    discussion: """
      Runs the library in child processes of its own, so that a crash or a hang becomes a verdict. \
      Nothing is installed and no server is needed.

      Exit codes: 0 nothing failed (warnings are allowed), 1 something failed, 2 wrong usage.
      """)

  @Argument(help: "The library, for example build/Greeter.so.", completion: .file())
  var library: String

  @Flag(help: "Print the verdicts as one JSON object.")
  var json = false

  @Option(help: "Seconds that a call may take before it counts as hung: 1 to 3600.")
  var timeLimit = 30

  func validate() throws {
    guard (1...3600).contains(timeLimit) else {
      throw ValidationError("--time-limit is \(timeLimit) and must be 1 to 3600.")
    }
    guard FileManager.default.fileExists(atPath: library) else {
      throw ValidationError(
        "Cannot find the file \(library). Name the library that you have built.")
    }
    guard FileManager.default.isReadableFile(atPath: library) else {
      throw ValidationError("\(library) can't be read. Name the library that you have built.")
    }
  }

  func run() throws {
    let kit = ConformanceKit(
      library: library, timeLimit: .seconds(timeLimit),
      command: ["/proc/self/exe", "agent", "probe"])
    let verdicts = kit.run { if !json { VerdictLine.show($0) } }
    let failed = verdicts.count { $0.outcome == .fail }
    if json {
      Console.line(
        JSONWriter.text([
          "library": .string(library), "passed": .bool(failed == 0),
          "verdicts": .array(verdicts.map(\.json)),
        ]))
    } else {
      let warnings = verdicts.count { $0.outcome == .warning }
      Console.line("\(library): \(failed) failed, \(warnings) warnings")
    }
    if failed > 0 { throw ExitCode(1) }
  }
}

/// The child of `hermes agent check`.
struct ProbeAgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe", abstract: "One part of hermes agent check, in this process.",
    shouldDisplay: false)

  @Argument var library: String
  @Argument var probe: ProbeKind
  @Option var timeLimit = 30

  func run() throws {
    Probe(path: library, kind: probe, timeLimit: .seconds(timeLimit)).run()
  }
}

extension ProbeKind: ExpressibleByArgument {}
