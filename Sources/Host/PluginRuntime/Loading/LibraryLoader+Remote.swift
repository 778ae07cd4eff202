import HermesContract

/// Remote agents, which a manifest names by URL.
extension LibraryLoader {
  /// An agent that cannot be reached is listed as unavailable, and is tried again.
  /// - Throws: what is wrong with the manifest.
  func load(
    _ remote: RemoteAgent, manifest: LibraryManifest, source: AgentSource
  ) async throws(LibraryRefusal) -> LibraryGeneration {
    guard let remotes = configuration.remotes else {
      throw LibraryRefusal(
        manifest.file, cause: "this program calls no agents elsewhere", cure: "start hermes serve")
    }
    let file = try await onControl { () throws(LibraryRefusal) in
      try LibraryFile(manifest: manifest.file)
    }
    guard !(switches?.isDisabled(remote.name) ?? false),
      manifest.agents[remote.name]?.enabled ?? true
    else {
      return try generation(of: remote, known: nil, manifest: manifest, file: file, watch: nil)
    }
    var card: RemoteCard?
    var outage: HermesError?
    do {
      let seen = try await remotes.card(of: remote)
      remoteCards.remember(seen, of: remote)
      card = seen
    } catch {
      card = remoteCards.lastCard(of: remote)
      outage = error as? HermesError ?? HermesError(.remoteUnavailable, message: "\(error)")
      logger.notice(
        "remote agent is unavailable",
        metadata: ["agent": "\(remote.name)", "reason": "\(outage?.message ?? "")"])
    }
    let watch = RemoteWatch(
      remote, known: card, outage: outage, remotes: remotes, logger: logger
    ) { [onRemoteChange] in onRemoteChange(source.key) }
    let generation = try generation(
      of: remote, known: card, manifest: manifest, file: file, watch: watch)
    watch.start()
    return generation
  }

  private func generation(
    of remote: RemoteAgent, known: RemoteCard?, manifest: LibraryManifest, file: LibraryFile,
    watch: RemoteWatch?
  ) throws(LibraryRefusal) -> LibraryGeneration {
    let planned = try settings(
      for: [known?.card ?? .unseen(remote)], manifest: manifest, library: file.path)
    let agents = planned.map { plan in
      var instance: AgentInstance?
      if plan.settings.isEnabled.value, let known, let watch, let remotes = configuration.remotes {
        let lane = RemoteLane(
          agent: remote, card: known, remotes: remotes, services: services, watch: watch)
        let setup = setup(
          for: plan.card, settings: plan.settings, digest: file.digest, control: control(of: file))
        instance = AgentInstance(setup, lane: lane)
      }
      return LibraryGeneration.Agent(
        card: plan.card, settings: plan.settings, instance: instance)
    }
    return LibraryGeneration(
      // A remote agent cannot crash the server, so it counts as being in another process.
      file: file, manifest: manifest, lane: .process, laneSource: manifest.file, agents: agents,
      child: nil, watch: watch)
  }
}
