import Foundation
import HermesContract
import HermesThreads

@testable import HermesPluginRuntime

/// A registry without folders: the test brings what a loader would have made of its files.
final class RegistryBench: Sendable {
  let registry: AgentRegistry
  let switches: AgentSwitches
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    switches = try AgentSwitches(path: folder.file("switches.json"))
    var configuration = AgentRegistry.Configuration(folders: [], copies: folder.file("copies")) {
      path throws(LibraryRefusal) in
      throw LibraryRefusal(path, cause: "no manifest is read", cure: "none")
    }
    configuration.switches = switches
    registry = try AgentRegistry(configuration, logger: JournalBench.logger)
  }

  /// A file that an agent may come from.
  func source(_ name: String, folder index: Int = 0) -> AgentSource {
    AgentSource(
      key: AgentSource.Key(folder: index, name: name), library: folder.file("\(index)-\(name).so"),
      hasLibrary: true, manifest: nil)
  }

  /// What is loaded of a file.
  /// - Parameter agents: their names; without an instance one is disabled.
  func generation(
    of source: AgentSource, _ agents: [(name: String, instance: AgentInstance?)],
    lane: LibraryLane = .inProcess
  ) throws -> LibraryGeneration {
    if !FileManager.default.fileExists(atPath: source.library) {
      try Data(source.library.utf8).write(to: URL(fileURLWithPath: source.library))
    }
    let defaults = AgentSettings.Defaults(deadline: .seconds(60), configs: [:])
    return LibraryGeneration(
      file: try LibraryFile(manifest: source.library), manifest: nil, lane: lane,
      laneSource: "test",
      agents: try agents.map { name, instance in
        let card = try AgentCard.worker(named: name)
        return LibraryGeneration.Agent(
          card: card,
          settings: try AgentSettings(
            card, manifest: nil, isSwitchedOff: instance == nil, defaults: defaults),
          instance: instance)
      }, child: nil)
  }

  /// Puts a generation with one agent into service.
  @discardableResult
  func install(
    _ name: String, from source: AgentSource, _ bench: AgentBench?
  ) async throws -> LibraryGeneration {
    let generation = try generation(of: source, [(name, bench?.instance)])
    await registry.install(source, result: .success(generation))
    return generation
  }

  func invoke(_ agent: String) async -> AgentAnswer {
    await registry.invoke(.sample(agent)) { _, _ in }
  }

  func status(of agent: String) -> AgentStatus? {
    registry.agents.first { $0.card.name == agent }
  }

  /// How many generations are being retired.
  var retiring: Int { registry.state.withLock { $0.retiring.count } }
}
