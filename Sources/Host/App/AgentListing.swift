import HermesConfiguration
import HermesContract
import HermesHTTP
import HermesPluginRuntime
import Logging

/// Agents as the running server has them; without a server, as one would load them.
enum AgentListing {
  static func list(_ options: SettingsOptions) async throws {
    let (agents, libraries, refused) = try await load(options)
    let rows = agents.map { agent in
      let name = agent["name"]?.string ?? ""
      let health = agent["health"]
      return [
        name, agent["version"]?.string ?? "", agent["lane"]?.string ?? "",
        agent["state"]?.string ?? "",
        "\(health?["running"]?.int ?? 0)/\(health?["capacity"]?.int ?? 0)",
        "\(health?["calls"]?.int ?? 0)", "\(health?["errors"]?.int ?? 0)",
        "\(health?["misuse"]?.int ?? 0)", libraries?[name]?.string ?? "",
      ]
    }
    let header = [
      "AGENT", "VERSION", "LANE", "STATE", "CALLS OPEN", "CALLS", "ERRORS", "MISUSE", "LIBRARY",
    ]
    for line in Table.lines([header] + rows) { Console.line(line) }
    for refusal in refused { Console.line("not loaded: \(refusal)") }
  }

  static func show(_ name: String, _ options: SettingsOptions) async throws {
    let (agents, _, _) = try await load(options)
    guard let agent = agents.first(where: { $0["name"]?.string == name }) else {
      throw CommandFailure(message: "No agent named \(name) is loaded. See: hermes agents")
    }
    Console.line(JSONWriter.text(agent))
  }

  private static func load(
    _ options: SettingsOptions
  ) async throws -> (agents: [JSONValue], libraries: JSONValue?, refused: [String]) {
    do {
      let settings = try await options.settings()
      let directory = try DataDirectory(settings.data)
      guard let lock = try directory.lock() else {
        let client = APIClient(
          address: .controlSocket(path: try ControlSocket.path(directory)), token: nil)
        let answer = try await client.send("GET", "/api/v1/agents")
        return (
          answer["agents"]?.array ?? [], answer["libraries"], answer["refused"]?.strings ?? []
        )
      }
      defer { lock.release() }
      let registry = AgentRegistry(
        try AgentRegistry.Configuration(settings, directory),
        logger: Logger(label: "hermes") { _ in SwiftLogNoOpLogHandler() })
      await registry.load()
      let agents = registry.agents
      let libraries = JSONObject(agents.map { (key: $0.card.name, value: .string($0.library)) })
      let answer = (
        agents.map(\.json), JSONValue.object(libraries), registry.refusals.map(\.description)
      )
      await registry.stop()
      return answer
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
  }
}
