import HermesConfiguration
import HermesContract
import HermesPluginRuntime

/// Administers agents: through the running server, or, without one, for the next start.
enum AgentSwitching {
  enum Action {
    case enable(String)
    case disable(String)
    case reload

    var path: String {
      switch self {
      case .enable(let name): "/api/v1/agents/\(name)/enable"
      case .disable(let name): "/api/v1/agents/\(name)/disable"
      case .reload: "/api/v1/agents/reload"
      }
    }
  }

  static func perform(_ action: Action, options: SettingsOptions) async throws {
    do {
      let settings = try await options.settings()
      let directory = try DataDirectory(settings.data)
      if let lock = try directory.lock() {
        defer { lock.release() }
        return try await switchWithoutServer(action, settings: settings, directory: directory)
      }
      let client = try APIClient(operatorOf: directory)
      report(action, answer: try await client.send("POST", to: action.path))
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
  }

  private static func report(_ action: Action, answer: JSONValue) {
    switch action {
    case .enable, .disable:
      Console.printLine(
        "\(answer["name"]?.string ?? ""): \(answer["state"]?.string ?? ""), lane "
          + "\(answer["lane"]?.string ?? "") (\(answer["lane_source"]?.string ?? ""))")
    case .reload:
      Console.printLine("\(answer["count"]?.int ?? 0) agents")
      for refusal in answer["refused"]?.strings ?? [] {
        Console.printLine("not loaded: \(refusal)")
      }
    }
  }

  private static func switchWithoutServer(
    _ action: Action, settings: ServerSettings, directory: DataDirectory
  ) async throws {
    let (registry, done) = try await AgentListing.registry(settings: settings, directory: directory)
    do {
      switch action {
      case .enable(let name): try await registry.enable(name)
      case .disable(let name): try await registry.disable(name)
      case .reload: break
      }
    } catch let error as HermesError {
      await done()
      throw CommandFailure(message: error.message)
    }
    await done()
    Console.printLine(
      "No server is using this data directory. The change takes effect at the next start.")
  }
}
