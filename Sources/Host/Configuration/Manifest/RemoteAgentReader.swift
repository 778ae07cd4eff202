import Foundation
import HermesContract

/// Reads a manifest with `url`: a remote A2A agent instead of a library.
enum RemoteAgentReader {
  private static let known = [
    "url", "endpoint", "name", "key_env", "key_file", "allow_http", "idempotent", "refresh",
    "agents",
  ]

  static func read(_ table: ManifestTable) throws(ManifestError) -> LibraryManifest {
    if let library = ["path", "native", "lane", "limits", "environment"].first(where: {
      table.object[$0] != nil
    }) {
      throw table.fault(
        at: library, cause: "can't be combined with url",
        cure: "it is for libraries only: remove it")
    }
    try table.allowOnly(known)
    let name = try agentName(in: table)
    var agent = RemoteAgent(name: name, url: try agentURL(in: table))
    agent.endpoint = try endpoint(table, of: agent.url)
    agent.key = try SecretPlaceReader.read(table)
    agent.isIdempotent = try table.boolean("idempotent")
    agent.refresh = try table.duration("refresh") ?? RemoteAgent.standardRefresh
    let options = try options(in: table, name: name)
    agent.maxConcurrency = options?.maxConcurrency ?? RemoteAgent.standardConcurrency
    return LibraryManifest(
      file: table.file, agents: options.map { [name: $0] } ?? [:], remote: agent)
  }

  private static func agentName(in table: ManifestTable) throws(ManifestError) -> String {
    let file = URL(fileURLWithPath: table.file).deletingPathExtension().lastPathComponent
    let name = try table.string("name") ?? file
    guard AgentCard.isName(name) else {
      throw table.fault(
        at: "name", cause: "is \"\(name)\"",
        cure: "write its name on this server: 1 to 64 of A-Z a-z 0-9 _ . -"
      )
    }
    return name
  }

  private static func agentURL(in table: ManifestTable) throws(ManifestError) -> String {
    let url = try table.required("url")
    if let fault = ModelPlace.fault(inURL: url) {
      throw table.fault(
        at: "url", cause: fault, cure: "write a base such as \"https://agents.example/translator\"")
    }
    let mayBePlain = try table.boolean("allow_http") ?? false
    guard url.hasPrefix("https://") || RemoteAgent.isLoopback(url) || mayBePlain else {
      throw table.fault(
        at: "url", cause: "is not https: requests and the key could be intercepted",
        cure: "write https://, or allow_http = true if the network is trusted")
    }
    return url
  }

  /// Has to have the same origin as `url`, because the key is only sent to one.
  private static func endpoint(
    _ table: ManifestTable, of url: String
  ) throws(ManifestError) -> String? {
    guard let endpoint = try table.string("endpoint") else { return nil }
    if let fault = ModelPlace.fault(inURL: endpoint) {
      throw table.fault(
        at: "endpoint", cause: fault,
        cure: "write the URL to call, such as \"https://agents.example/rpc\"")
    }
    guard RemoteAgent.origin(endpoint) == RemoteAgent.origin(url) else {
      throw table.fault(
        at: "endpoint", cause: "has another scheme, host or port than url",
        cure: "use the same origin in both, because the key is only sent to one")
    }
    return endpoint
  }

  private static func options(
    in table: ManifestTable, name: String
  ) throws(ManifestError) -> AgentOptions? {
    let agents = try ManifestReader.agents(table)
    if let other = agents.keys.filter({ $0 != name }).min() {
      throw table.fault(
        at: "agents.\(other)", cause: "is not the agent of url",
        cure: "write [\(ManifestPlace.dottedPath(["agents", name]))]")
    }
    guard let options = agents[name] else { return nil }
    let unused =
      options.config != nil ? "config" : options.grants != nil ? "grants" : nil
    if let unused {
      throw table.fault(
        at: ManifestPlace.dottedPath(["agents", name, unused]),
        cause: "has no effect on a remote agent",
        cure: "remove it")
    }
    return options
  }
}
