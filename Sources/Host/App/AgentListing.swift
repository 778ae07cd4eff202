import Foundation
import HermesConfiguration
import HermesContract
import HermesHTTP
import HermesPluginRuntime
import Logging

/// Agents as the running server has them; without a server, as one would load them.
enum AgentListing {
  static func list(_ options: SettingsOptions) async throws {
    let (agents, libraries, refused, folders) = try await load(options)
    let rows = agents.map { agent in
      let name = agent["name"]?.string ?? ""
      let health = agent["health"]
      func count(_ key: String) -> String { "\(health?[key]?.int ?? 0)" }
      return [
        name, agent["version"]?.string ?? "", agent["lane"]?.string ?? "",
        agent["state"]?.string ?? "",
        count("running") + "/" + count("capacity"), count("calls"), count("errors"),
        count("misuse"), cpu(agent["usage"]), tokens(agent["usage"]),
        "\(agent["generation"]?.int ?? 1)",
        libraries?[name]?.string ?? "",
      ]
    }
    let header = [
      "AGENT", "VERSION", "LANE", "STATE", "CALLS OPEN", "CALLS", "ERRORS", "MISUSE", "CPU",
      "TOKENS",
      "GENERATION", "LIBRARY",
    ]
    for line in Table.lines([header] + rows) { Console.line(line) }
    for agent in agents where agent["lane_source"]?.string?.hasPrefix("quarantined") == true {
      let name = agent["name"]?.string ?? ""
      Console.line(
        "\(name): \(agent["lane_source"]?.string ?? ""); back: hermes agent enable \(name)")
    }
    for agent in agents where agent["lane_source"]?.string?.hasPrefix("auto:") == true {
      Console.line(
        "\(agent["name"]?.string ?? "") runs in a process of its own: "
          + "\(agent["lane_source"]?.string?.dropFirst(6) ?? "")")
    }
    for agent in agents where agent["state"]?.string == "unavailable" {
      Console.line("unavailable: \(agent["reason"]?.string ?? agent["name"]?.string ?? "")")
    }
    for refusal in refused { Console.line("not loaded: \(refusal)") }
    if let folders {
      Console.error(
        "No server has this data directory: these are the agents of \(folders.joined(separator: ", "))."
      )
    }
  }

  /// Seconds; with "+" where only a part is known.
  private static func cpu(_ usage: JSONValue?) -> String {
    let milliseconds = usage?["cpu_ms"]?.double ?? 0
    let isPartial = usage?["cpu_partial"]?.bool ?? false
    return "\((milliseconds / 10).rounded() / 100) s\(isPartial ? "+" : "")"
  }

  /// Given to models and answered by them.
  private static func tokens(_ usage: JSONValue?) -> String {
    func count(_ key: String) -> Int64 { usage?[key]?.int ?? 0 }
    return "\(count("prompt_tokens"))/\(count("completion_tokens"))"
  }

  static func show(_ name: String, isJSON: Bool, _ options: SettingsOptions) async throws {
    let (agents, libraries, _, _) = try await load(options)
    guard let agent = agents.first(where: { $0["name"]?.string == name }) else {
      throw CommandFailure(message: "No agent named \(name) is loaded. See: hermes agents")
    }
    if isJSON { return Console.line(JSONWriter.text(agent)) }
    Console.line("\(name) \(agent["version"]?.string ?? ""): \(agent["description"]?.string ?? "")")
    var rows = [
      ["library", libraries?[name]?.string ?? "", ""],
      ["digest", agent["digest"]?.string ?? "", ""],
      ["generation", "\(agent["generation"]?.int ?? 1)", ""],
      ["state", agent["state"]?.string ?? "", agent["reason"]?.string ?? ""],
    ]
    for (key, entry) in agent["settings"]?.object?.members ?? [] {
      let value = entry["value"] ?? .null
      rows.append([key, value.string ?? JSONWriter.text(value), entry["source"]?.string ?? ""])
    }
    for (key, value) in (agent["health"]?.object?.members ?? [])
      + (agent["usage"]?.object?.members ?? [])
    {
      rows.append([key, JSONWriter.text(value), ""])
    }
    for line in Table.lines([["", "VALUE", "FROM"]] + rows) { Console.line(line) }
  }

  /// - Parameter folders: that were looked at here; nil if a server was asked.
  private typealias Loaded = (
    agents: [JSONValue], libraries: JSONValue?, refused: [String], folders: [String]?
  )

  private static func load(_ options: SettingsOptions) async throws -> Loaded {
    do {
      let settings = try await options.settings()
      let directory = try DataDirectory(settings.data)
      guard let lock = try directory.lock() else {
        let client = APIClient(
          address: .controlSocket(path: try ControlSocket.path(directory)), token: nil)
        let answer = try await client.send("GET", "/api/v1/agents")
        return (
          answer["agents"]?.array ?? [], answer["libraries"], answer["refused"]?.strings ?? [], nil
        )
      }
      defer { lock.release() }
      Console.keepOutput()
      let (registry, done) = try await registry(settings, directory)
      let agents = registry.agents
      let libraries = JSONObject(agents.map { (key: $0.card.name, value: .string($0.library)) })
      let answer = (
        agents.map(\.json), JSONValue.object(libraries), registry.refusalLines, folders(settings)
      )
      await done()
      return answer
    } catch let error as StartupError {
      throw CommandFailure(message: error.description)
    }
  }

  private static func folders(_ settings: ServerSettings) -> [String] {
    AgentRegistry.Configuration.folders(settings).map {
      URL(fileURLWithPath: $0).standardizedFileURL.path
    }
  }

  /// The agents as a server with these settings would load them, and how to end them.
  static func registry(
    _ settings: ServerSettings, _ directory: DataDirectory
  ) async throws -> (AgentRegistry, done: @Sendable () async -> Void) {
    let registry = try AgentRegistry(
      try AgentRegistry.Configuration(settings, directory),
      logger: Logger(label: "hermes") { _ in SwiftLogNoOpLogHandler() })
    await registry.load()
    return (registry, { await registry.stop() })
  }
}
