import HermesContract
import HermesThreads
import Logging

/// Keeps the registry in step with the agent folders: new and changed files are loaded, removed
/// ones are taken out. It compares states rather than events, so that a missed event is corrected
/// later.
actor AgentFolders {
  /// Libraries that are inspected at the same time.
  private static let parallel = 4

  private let folders: [String]
  private let logger: Logger
  private let turns = Slots(limit: parallel)
  /// The fingerprint of every source when its last load began.
  private var fingerprints: [AgentSource.Key: String] = [:]
  /// Sources whose library existed at the last check.
  private var withLibrary: Set<AgentSource.Key> = []
  private var loading: [AgentSource.Key: Task<Void, Never>] = [:]
  private var watch: FolderWatch?
  private var follower: Task<Void, Never>?

  init(_ folders: [String], logger: Logger) {
    self.folders = folders
    self.logger = logger
  }

  // MARK: - Following

  /// From now on, changes are loaded as they occur.
  func follow(_ registry: AgentRegistry) {
    guard watch == nil, follower == nil else { return }
    do {
      let watch = try FolderWatch(folders)
      self.watch = watch
      follower = Task { [weak registry] in
        for await unsettled in watch.changes {
          guard let registry else { return }
          begin(registry, skipping: unsettled)
        }
      }
    } catch {
      logger.error(
        "folders of agents are not watched; use: hermes agent reload",
        metadata: ["reason": "\(error)"])
    }
  }

  func stop() async {
    watch?.stop()
    await follower?.value
    for task in loading.values { await task.value }
  }

  // MARK: - Loading

  /// Loads what has changed and what was refused, in the order of the files, and waits for it.
  func update(_ registry: AgentRegistry) async {
    for key in registry.refusedKeys { fingerprints[key] = nil }
    let changed = changes(registry, skipping: [])
    let prepared = changed.map { source in Task { await prepare(source, registry: registry) } }
    for (source, task) in zip(changed, prepared) {
      await loading[source.key]?.value
      await registry.install(source, result: await task.value)
    }
    retryClashes(registry)
  }

  /// Loads the source again although its files have not changed.
  func invalidate(_ keys: [AgentSource.Key], registry: AgentRegistry) async {
    for key in keys { fingerprints[key] = nil }
    begin(registry, skipping: [])
    for key in keys { await loading[key]?.value }
  }

  /// Starts loading what has changed, except files that are still being written.
  private func begin(_ registry: AgentRegistry, skipping unsettled: Set<String>) {
    for source in changes(registry, skipping: unsettled) { begin(source, registry: registry) }
    retryClashes(registry)
  }

  private func begin(_ source: AgentSource, registry: AgentRegistry) {
    let earlier = loading[source.key]
    loading[source.key] = Task {
      await earlier?.value
      await registry.install(source, result: await prepare(source, registry: registry))
      // This source's agents may have kept another out, or another source may have been removed in
      // the meantime.
      retryClashes(registry)
    }
  }

  private func prepare(
    _ source: AgentSource, registry: AgentRegistry
  ) async -> Result<LibraryGeneration, LibraryRefusal> {
    guard await turns.acquire() == .admitted else {
      return .failure(
        LibraryRefusal(
          source.library, cause: "too many libraries wait to be loaded", cure: "reload"))
    }
    defer { turns.release() }
    return await registry.prepare(source)
  }

  /// Takes out removed sources, and finds new and changed ones.
  private func changes(
    _ registry: AgentRegistry, skipping unsettled: Set<String>
  ) -> [AgentSource] {
    var sources: [AgentSource] = []
    for (index, folder) in folders.enumerated() {
      let key = AgentSource.Key(folder: index, name: "")
      do {
        sources += try AgentSource.sources(inFolder: folder, index: index)
        registry.noteRefusal(of: key, refusal: nil)
      } catch {
        registry.noteRefusal(
          of: key,
          refusal: LibraryRefusal(
            folder, cause: "the folder of agents can't be read",
            cure: "create it or name another with --agents"))
      }
    }
    sources = AgentSource.withoutReplaced(sources)
    let present = Set(sources.map(\.key))
    for key in fingerprints.keys where !present.contains(key) {
      fingerprints[key] = nil
      registry.remove(key)
    }
    // If only its manifest is left of a library, that does not keep it in service.
    for source in sources where !source.hasLibrary && withLibrary.remove(source.key) != nil {
      registry.remove(source.key)
    }
    withLibrary.formUnion(sources.filter(\.hasLibrary).map(\.key))
    let files = sources.map { registry.files(of: $0) }
    // Watch them before they are read, so that any later change is noticed.
    watch?.follow(files.reduce(into: []) { $0.formUnion($1) })
    return zip(sources, files).compactMap { source, files in
      guard unsettled.isDisjoint(with: files) else { return nil }
      let now = AgentSource.fingerprint(files)
      defer { fingerprints[source.key] = now }
      return fingerprints[source.key] != now ? source : nil
    }
  }

  /// Retries libraries that were refused because of a name clash.
  private func retryClashes(_ registry: AgentRegistry) {
    for source in registry.takeUnblocked() { begin(source, registry: registry) }
  }
}
