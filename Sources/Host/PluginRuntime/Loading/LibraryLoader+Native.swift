import Foundation
import HermesContract
import HermesNativeFunctions

/// C libraries that a manifest turns into an agent.
extension LibraryLoader {
  /// - Throws: why it cannot be loaded.
  func load(
    _ native: NativeLibrary, manifest: LibraryManifest, source: AgentSource
  ) async throws(LibraryRefusal) -> LibraryGeneration {
    let file = try await onControl { () throws(LibraryRefusal) in
      guard !FileManager.default.fileExists(atPath: source.library) else {
        throw LibraryRefusal(
          manifest.file,
          cause: "\(source.library) is next to it, but it describes \(native.library)",
          cure: "rename one of the two")
      }
      // Libraries that the system finds by name are maintained by the system.
      if native.library.hasPrefix("/") {
        try LibraryFile.refuseUntrusted(native.library, of: manifest.file)
        try LoaderClosure.check(native.library, of: manifest.file)
      }
      return try LibraryFile(manifest: manifest.file)
    }
    let card: AgentCard
    do { card = try NativeAgent.card(of: native) } catch {
      throw LibraryRefusal(error, in: manifest.file)
    }
    // A wrongly described function is undefined behaviour, so only the manifest itself can choose
    // the in-process lane.
    let lane: LibraryLane = manifest.lane == .inProcess ? .inProcess : .process
    let isDecided = manifest.lane.map { $0 != .auto } ?? false
    let laneSource = isDecided ? manifest.file : "default of native libraries"
    let planned = try settings(for: [card], manifest: manifest, library: manifest.file)
    guard let agent = planned.first, agent.settings.isEnabled.value else {
      return LibraryGeneration(
        file: file, manifest: manifest, lane: lane, laneSource: laneSource,
        agents: planned.map { .init(card: $0.card, settings: $0.settings, instance: nil) },
        child: nil)
    }
    guard configuration.check == nil else {
      throw LibraryRefusal(
        manifest.file,
        cause: "signatures are required, and none can cover the C library of [native]",
        cure: "disable it, or set require_signatures to false")
    }
    let order = ChildOrder(
      file: file, limits: Self.limits(manifest), extensions: [], native: native)
    let launch = launch(file: file, manifest: manifest)
    _ = try await LibraryScan(launch: launch, deadlines: deadlines).inspect(order)
    guard lane == .inProcess else {
      return try await loadInChild(
        planned, file: file, manifest: manifest, laneSource: laneSource, order: order,
        launch: launch)
    }
    let instance = try await create(native, agent: agent, file: file)
    return LibraryGeneration(
      file: file, manifest: manifest, lane: lane, laneSource: laneSource,
      agents: [.init(card: card, settings: agent.settings, instance: instance)], child: nil)
  }

  private func create(
    _ native: NativeLibrary, agent: Planned, file: LibraryFile
  ) async throws(LibraryRefusal) -> AgentInstance {
    let lane = try await onControl { () throws(LibraryRefusal) in
      do throws(NativeLibraryError) {
        let agent = try NativeAgent(native)
        return NativeLane(
          agent,
          record: CallRecord.Library(native, digest: file.digest, symbol: agent.symbol))
      } catch {
        throw LibraryRefusal(error, in: file.path)
      }
    }
    return AgentInstance(
      setup(
        for: agent.card, settings: agent.settings, digest: file.digest, control: control(of: file)),
      lane: lane)
  }
}
