import ArgumentParser
import Foundation
import Glibc
import HermesConformance
import HermesContract

/// `hermes agent check`
struct CheckAgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check whether a library fulfils the contract of hermes_agent.h.",
    discussion: """
      Runs the library in separate child processes, so that a crash or a hang becomes a verdict. \
      Nothing is installed and no server is needed. For failures, the library's standard output and \
      error are shown.

      To run one part in this process, for a debugger, valgrind or AddressSanitizer: hermes agent probe.

      Exit codes: 0 nothing failed (warnings are allowed), 1 something failed, 2 wrong usage.
      """)

  @Argument(help: "The library, for example build/Greeter.so.", completion: .file())
  var library: String

  @Flag(help: "Print the verdicts as one JSON object.")
  var json = false

  @Option(help: "Seconds that a call may take before it counts as hung: 1 to 3600.")
  var timeLimit = 30

  @Option(help: "The configuration of its agents: a JSON object, or a file that contains one.")
  var config: String?

  func validate() throws {
    try ProbeAgentCommand.check(config)
    guard (1...3600).contains(timeLimit) else {
      throw ValidationError("--time-limit is \(timeLimit), but must be 1 to 3600.")
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
    // Its children search there first, as a server would.
    if let runtime = try Environment.swiftRuntime() {
      let others = Environment.libraryFolders.map { ":\($0)" } ?? ""
      setenv("LD_LIBRARY_PATH", runtime + others, 1)
    }
    let kit = ConformanceKit(
      library: library, timeLimit: .seconds(timeLimit),
      command: ["/proc/self/exe", "agent", "probe"], configuration: config)
    let verdicts = kit.run { if !json { VerdictLine.printLine(for: $0) } }
    let failed = verdicts.count { $0.outcome == .fail }
    if json {
      Console.printLine(
        JSONWriter.text([
          "library": .string(library), "passed": .bool(failed == 0),
          "verdicts": .array(verdicts.map(\.json)),
        ]))
    } else {
      let warnings = verdicts.count { $0.outcome == .warning }
      Console.printLine("\(library): \(failed) failed, \(warnings) warnings")
    }
    if failed > 0 { throw ExitCode(1) }
  }
}

/// The child process of `hermes agent check`, which can also be run in a debugger.
struct ProbeAgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe", abstract: "One part of hermes agent check, in this process.",
    discussion: """
      For a debugger, valgrind or AddressSanitizer. Prints one JSON object per line: the next \
      "stage", or a verdict. The exit code is 0 whatever the verdicts are.
      """)

  @Argument(help: "The library.", completion: .file())
  var library: String
  @Argument(help: "The part to run.")
  var probe: ProbeKind
  @Option(help: "Seconds that it may take: 1 to 3600.")
  var timeLimit = 30
  @Option(help: "The configuration of its agents: a JSON object, or a file that contains one.")
  var config: String?

  static func check(_ config: String?) throws {
    do { _ = try config.map(ProbeConfiguration.init) } catch {
      throw ValidationError(error.description)
    }
  }

  func validate() throws { try Self.check(config) }

  func run() throws {
    let configuration = try config.map(ProbeConfiguration.init)
    Probe(
      path: library, kind: probe, timeLimit: .seconds(timeLimit), configuration: configuration
    ).run()
  }
}

extension ProbeKind: ExpressibleByArgument {}
