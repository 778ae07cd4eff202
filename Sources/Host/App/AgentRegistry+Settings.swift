import HermesConfiguration
import HermesContract
import HermesPluginRuntime

extension AgentRegistry.Configuration {
  /// The agents of a server with these settings.
  /// - Throws: `StartupError` if what was decided about agents can't be read.
  init(_ settings: ServerSettings, _ directory: DataDirectory) throws {
    self.init(
      folders: settings.agents.isEmpty ? [ServerHost.standardAgents] : settings.agents,
      copies: directory.libraries
    ) { path throws(LibraryRefusal) in
      do throws(ManifestError) { return try ManifestReader.read(path) } catch {
        throw LibraryRefusal(error.file, error.cause, cure: error.cure)
      }
    }
    switches = try AgentSwitches(path: directory.agentSwitches)
  }
}
