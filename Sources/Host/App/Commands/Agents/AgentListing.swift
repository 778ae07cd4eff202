import Foundation
import HermesConfiguration
import HermesContract
import HermesHTTP
import HermesPluginRuntime
import HermesTerminal
import Logging

/// Lists the agents of the running server; without a server, those that one would load.
enum AgentListing {
  private static let maximumColumns = 100

  static func printList(_ options: SettingsOptions, isJSON: Bool) async throws {
    let (agents, libraries, refused, folders) = try await loadAgents(options)
    if isJSON {
      Console.printLine(
        JSONWriter.text([
          "agents": .array(agents), "libraries": libraries ?? .null, "refused": JSONValue(refused),
        ]))
    } else {
      printAgents(agents, refused: refused)
    }
    if let folders {
      Console.error(
        "No server is using this data directory: these are the agents in \(folders.joined(separator: ", "))."
      )
    }
  }

  /// Two or more lines per agent: its state, and what it does.
  private static func printAgents(_ agents: [JSONValue], refused: [String]) {
    let width = min(Console.outputStyle.width ?? maximumColumns, maximumColumns)
    let header = ["AGENT", "VERSION", "LANE", "STATE", "OPEN", "CALLS", "ERRORS", "MISUSE"]
    let rows = agents.map { agent in
      func count(_ key: String) -> String { "\(agent["health"]?[key]?.int ?? 0)" }
      return ["name", "version", "lane", "state"].map { agent[$0]?.string ?? "" }
        + [count("running") + "/" + count("capacity")] + ["calls", "errors", "misuse"].map(count)
    }
    let lines = AlignedColumns.lines([header] + rows)
    Console.printLine(lines[0])
    for (line, agent) in zip(lines.dropFirst(), agents) {
      Console.printLine(line)
      for line in description(agent, width: width) { Console.printLine(line) }
    }
    for note in notes(agents) + refused.map({ "not loaded: \($0)" }) {
      let note = EventText.visibleLine(note)
      // Written unwrapped to a pipe, where another program may search for it.
      for line in WrappedText.lines(note, width: Console.outputStyle.width, indent: 2) {
        Console.printLine(line)
      }
    }
  }

  private static func notes(_ agents: [JSONValue]) -> [String] {
    var notes: [String] = []
    for agent in agents where agent["lane_source"]?.string?.hasPrefix("quarantined") == true {
      let name = agent["name"]?.string ?? ""
      notes.append(
        "\(name): \(agent["lane_source"]?.string ?? ""); to restore it: hermes agent enable \(name)"
      )
    }
    for agent in agents where agent["lane_source"]?.string?.hasPrefix("auto:") == true {
      notes.append(
        "\(agent["name"]?.string ?? "") runs in a separate process: "
          + "\(agent["lane_source"]?.string?.dropFirst(6) ?? "")")
    }
    for agent in agents where agent["state"]?.string == "unavailable" {
      notes.append("unavailable: \(agent["reason"]?.string ?? agent["name"]?.string ?? "")")
    }
    return notes
  }

  /// An agent's description and its skills.
  private static func description(_ agent: JSONValue, width: Int) -> [String] {
    let words = EventText.visibleLine(agent["description"]?.string ?? "")
    let skills = (agent["skills"]?.array ?? []).compactMap { $0["id"]?.string }
    let said = skills.isEmpty ? [] : ["Skills: \(VisibleText.line(skills.joined(separator: ", ")))"]
    return ([words] + said).filter { !$0.isEmpty }.flatMap { text in
      WrappedText.lines("  \(text)", width: width, indent: 2)
    }
  }

  static func printAgent(_ name: String, isJSON: Bool, options: SettingsOptions) async throws {
    let (agents, libraries, _, _) = try await loadAgents(options)
    guard let agent = agents.first(where: { $0["name"]?.string == name }) else {
      throw CommandFailure(message: "No agent named \(name) is loaded. See: hermes agents")
    }
    if isJSON { return Console.printLine(JSONWriter.text(agent)) }
    let head = "\(name) \(agent["version"]?.string ?? ""): \(agent["description"]?.string ?? "")"
    Console.printLine(EventText.visibleLine(head))
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
    for line in AlignedColumns.lines([["", "VALUE", "FROM"]] + rows) { Console.printLine(line) }
  }

  /// - Parameter folders: the folders that were loaded here; nil if a server was asked.
  private typealias Loaded = (
    agents: [JSONValue], libraries: JSONValue?, refused: [String], folders: [String]?
  )

  private static func loadAgents(_ options: SettingsOptions) async throws -> Loaded {
    do {
      let settings = try await options.settings()
      let directory = try DataDirectory(settings.data)
      guard let lock = try directory.lock() else {
        let client = try APIClient(operatorOf: directory)
        let answer = try await client.send("GET", to: "/api/v1/agents")
        return (
          answer["agents"]?.array ?? [], answer["libraries"], answer["refused"]?.strings ?? [], nil
        )
      }
      defer { lock.release() }
      Console.keepOutput()
      let (registry, done) = try await registry(settings: settings, directory: directory)
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

  /// Loads the agents as a server with these settings would, and returns how to stop them.
  static func registry(
    settings: ServerSettings, directory: DataDirectory
  ) async throws -> (AgentRegistry, done: @Sendable () async -> Void) {
    let registry = try AgentRegistry(
      try AgentRegistry.Configuration(settings: settings, directory: directory),
      logger: Logger(label: "hermes") { _ in SwiftLogNoOpLogHandler() })
    await registry.load()
    return (registry, { await registry.stop() })
  }
}
