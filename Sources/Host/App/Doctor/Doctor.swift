import HermesConfiguration
import HermesContract

/// Checks what a server needs on this machine.
struct Doctor: Sendable {
  let settings: ServerSettings

  /// Everything that can be checked before a server starts, in the order in which it matters.
  func findings() async -> [Finding] {
    await MachineChecks.findings + SandboxChecks.findings() + storage + agents + listening
  }

  /// What a start warns about. Opens no port, and loads nothing.
  func startWarnings() async -> [Finding] {
    let all =
      await [MachineChecks.descriptors] + SandboxChecks.findings() + storage
      + ListenChecks(settings: settings).beforeStart
    return all.filter { $0.severity == .warning }
  }

  private var storage: [Finding] {
    do {
      guard let directory = try DataDirectory.existing(settings.data) else {
        return StorageChecks.findings(ofFuture: DataDirectory.place(settings.data))
      }
      return StorageChecks.findings(in: directory.path)
    } catch {
      return [
        .fault(
          "data", error: error as? StartupError ?? StartupError("The data directory: \(error)."))
      ]
    }
  }

  private var agents: [Finding] {
    let folders = settings.agents.isEmpty ? [Installation.agents] : settings.agents
    return folders.map { AgentChecks.finding(about: $0) }
  }

  private var listening: [Finding] { ListenChecks(settings: settings).findings }
}
