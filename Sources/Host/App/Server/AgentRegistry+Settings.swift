import HermesConfiguration
import HermesContract
import HermesPluginRuntime
import HermesSignatures

extension AgentRegistry.Configuration {
  /// The registry's configuration for a server with these settings.
  /// - Throws: `StartupError` if the stored decisions about agents can't be read.
  init(settings: ServerSettings, directory: DataDirectory) throws {
    self.init(
      folders: Self.folders(settings), copies: directory.libraries
    ) { path throws(LibraryRefusal) in
      do throws(ManifestError) { return try ManifestReader.read(path) } catch {
        throw LibraryRefusal(error.file, cause: error.cause, cure: error.cure)
      }
    }
    swiftRuntime = try Installation.swiftRuntime(settings.swiftRuntime)
    if settings.requireSignatures { check = try Self.signatureCheck(settings.trustedKeys) }
    remotes = ClientTLS.remoteAgents
    switches = try AgentSwitches(path: directory.agentSwitches)
  }

  /// The folders that are searched for agents.
  static func folders(_ settings: ServerSettings) -> [String] {
    settings.agents.isEmpty ? [Installation.agents] : settings.agents
  }

  private static func signatureCheck(_ paths: [String]) throws -> LibraryCheck {
    let keys: TrustedKeys
    do { keys = try TrustedKeys.load(paths) } catch {
      throw StartupError("trusted_keys: \(error)")
    }
    return { (content, path) throws(LibraryRefusal) in
      do throws(SignatureError) {
        try keys.verify(content, of: path, signature: try Signature.read(of: path))
      } catch {
        throw LibraryRefusal(error.file, cause: error.cause, cure: error.cure)
      }
    }
  }
}
