import HermesContract

/// Agents elsewhere, which a manifest names by their URL.
extension LibraryLoader {
  /// One that can't be reached is there all the same, as unavailable, and is looked for.
  /// - Throws: what of the manifest can't be.
  func load(
    _ remote: RemoteAgent, _ manifest: LibraryManifest, _ source: AgentSource
  ) async throws(LibraryRefusal) -> LibraryGeneration {
    guard let remotes = configuration.remotes else {
      throw LibraryRefusal(
        manifest.file, "this program calls no agents elsewhere", cure: "start hermes serve")
    }
    let file = try await onControl { () throws(LibraryRefusal) in
      try LibraryFile(manifest: manifest.file)
    }
    guard !(switches?.isDisabled(remote.name) ?? false),
      manifest.agents[remote.name]?.enabled ?? true
    else { return try generation(remote, nil, manifest, file, nil) }
    var card: RemoteCard?
    var outage: HermesError?
    do {
      let seen = try await remotes.card(of: remote)
      remoteCards.keep(seen, of: remote)
      card = seen
    } catch {
      card = remoteCards.last(of: remote)
      outage = error as? HermesError ?? HermesError(.remoteUnavailable, "\(error)")
      logger.notice(
        "remote agent is unavailable",
        metadata: ["agent": "\(remote.name)", "reason": "\(outage?.message ?? "")"])
    }
    let watch = RemoteWatch(
      remote, known: card, outage: outage, remotes: remotes, logger: logger
    ) { [onRemoteChange] in onRemoteChange(source.key) }
    let generation = try generation(remote, card, manifest, file, watch)
    watch.start()
    return generation
  }

  private func generation(
    _ remote: RemoteAgent, _ known: RemoteCard?, _ manifest: LibraryManifest, _ file: LibraryFile,
    _ watch: RemoteWatch?
  ) throws(LibraryRefusal) -> LibraryGeneration {
    let planned = try settings([known?.card ?? .unseen(remote)], manifest, library: file.path)
    let agents = planned.map { plan in
      var instance: AgentInstance?
      if plan.settings.isEnabled.value, let known, let watch, let remotes = configuration.remotes {
        let lane = RemoteLane(remote, known, remotes: remotes, services: services, watch: watch)
        let setup = setup(plan.card, plan.settings, file.digest, control(of: file))
        instance = AgentInstance(setup, lane: lane)
      }
      return LibraryGeneration.Agent(
        card: plan.card, settings: plan.settings, instance: instance)
    }
    return LibraryGeneration(
      // What a library may do to its process can't happen here: it is as good as in another.
      file: file, manifest: manifest, lane: .process, laneSource: manifest.file, agents: agents,
      child: nil, watch: watch)
  }
}
