import Foundation
import Glibc
import HermesConformanceLinux
import HermesContract
import HermesThreads

/// One probe, in the process that runs the library's code. Prints its verdicts, one JSON line each,
/// and exits without running the library's exit handlers.
package struct Probe: Sendable {
  let path: String
  let kind: ProbeKind
  /// When a call counts as hung, in nanoseconds of the monotonic clock.
  let deadline: UInt64
  /// nil if none was given.
  let configuration: ProbeConfiguration?
  private let output: Int32

  /// Prepares the process: redirects standard output to standard error, disables core files, and
  /// ties its life to the parent's.
  package init(
    path: String, kind: ProbeKind, timeLimit: Duration, configuration: ProbeConfiguration?
  ) {
    self.path = path
    self.kind = kind
    self.configuration = configuration
    deadline = monotonicNanoseconds() + UInt64(timeLimit / .nanoseconds(1))
    hermes_end_with_parent()
    // Redirect the library's standard output to standard error.
    output = fcntl(1, F_DUPFD_CLOEXEC, 3)
    dup2(2, 1)
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(4), &none)
  }

  /// Never returns. Main thread only, which is the control thread of the probe.
  package func run() -> Never {
    do { try perform() } catch let refusal as ProbeLibrary.Refusal {
      report(.fail(refusal.item, seen: refusal.seen, cure: refusal.cure))
    } catch let failure as ProbeInstance.CreateFailure {
      let cure =
        configuration == nil
        ? "work without a configuration, or give the check one: --config FILE"
        : "read its reason; --config is passed to each agent of the library"
      report(.fail(kind.items[0], seen: failure.text, cure: cure))
    } catch {
      report(.fail(kind.items[0], seen: "\(error)", cure: "see the item"))
    }
    _exit(0)
  }

  private func perform() throws {
    switch kind {
    case .load: try load()
    case .process: try processState()
    default:
      let library = try openLibrary()
      switch kind {
      case .create, .instances: try instances(library)
      case .oldHost, .newHost: try otherHosts(library)
      case .calls: try calls(library)
      case .empty: try empty(library)
      case .garbage: try garbage(library)
      case .cancel: try cancel(library)
      case .strays: try strays(library)
      case .threads: try threads(library)
      case .memory: try memory(library)
      case .descriptors: try descriptors(library)
      case .load, .process: break
      }
    }
  }

  func report(_ verdict: Verdict) { write(verdict.json) }

  /// Reports what comes next, so that a crash can be located.
  func stage(_ text: String) { write(["stage": .string(text)]) }

  private func write(_ json: JSONValue) {
    let line = JSONWriter.bytes(json) + [UInt8(ascii: "\n")]
    var rest = line[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Runs `body` on a thread like the host's agent threads, and waits for it.
  func onAgentThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) throws -> Value {
    let result = Monitor<Result<Value, any Error>?>(nil)
    let thread = try NamedThread("agent") {
      let value = Result { try body() }
      result.withLock { $0 = value }
    }
    thread.join()
    guard let value = result.withLock({ $0 }) else { throw Unfinished() }
    return try value.get()
  }

  struct Unfinished: Error, CustomStringConvertible {
    let description = "it ended the host's thread, as pthread_exit does"
  }

  // MARK: - Loading

  func openLibrary(_ size: ProbeHostTable.Size = .current) throws -> ProbeLibrary {
    stage("loading it")
    var library = try ProbeLibrary(
      path: path, hostVersion: size.abiVersion, configuration: configurationBytes)
    _ = try library.handshake()
    try library.readCards()
    return library
  }

  var configurationBytes: [UInt8] { configuration?.bytes ?? Array("{}".utf8) }

  private func load() throws {
    stage("loading it")
    var library = try ProbeLibrary(
      path: path, hostVersion: ProbeHostTable.Size.current.abiVersion,
      configuration: configurationBytes)
    report(.pass(.entry, seen: "hermes_agent_entry returns a table"))
    stage("reading its table")
    report(.pass(.handshake, seen: try library.handshake()))
    stage("reading its cards")
    try library.readCards()
    report(verdict(on: library.cards))
  }

  private func verdict(on cards: [AgentCard]) -> Verdict {
    let names = cards.map(\.name).joined(separator: ", ")
    let requires = cards.flatMap(\.requires)
    if let first = requires.first {
      return .warning(
        .card, seen: "\(names); it requires \(first), which this kit does not offer",
        cure: "work without it where that is possible")
    }
    for card in cards {
      let mistakes = CardRules.warnings(card.json)
      if let first = mistakes.first {
        let others = mistakes.count > 1 ? " (and \(mistakes.count - 1) more)" : ""
        return .warning(
          .card, seen: "\(card.name): \(first)\(others)",
          cure: "correct it: in this form it has no effect")
      }
      // An explicitly empty list of capabilities marks a skill that is only for other agents.
      let spoken = card.skills.filter { skill in
        let said = card.json["hermes"]?["skills"]?[skill.id]?["capabilities"]?.object
        return !skill.offeredWords.isEmpty || said == nil
      }
      if let skill = spoken.first(where: \.offeredWords.isEmpty) {
        return .warning(
          .card, seen: "the skill \(skill.id) of \(card.name) has neither capabilities nor tags",
          cure: "add capabilities with the words that ask for it, so that requests find it")
      }
      if let skill = spoken.first(where: \.examples.isEmpty) {
        return .warning(
          .card, seen: "the skill \(skill.id) of \(card.name) has no examples",
          cure: "add requests that it answers; this kit asks with the first of them")
      }
    }
    let skills = cards.flatMap(\.skills).map(\.id).joined(separator: ", ")
    return .pass(.card, seen: "\(names); skills: \(skills)")
  }
}

extension Skill {
  fileprivate var offeredWords: [String] { capabilities.flatMap { $0.objects + $0.alone } + tags }
}
