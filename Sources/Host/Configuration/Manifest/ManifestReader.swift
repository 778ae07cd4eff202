import Foundation
import HermesContract

/// Reads `agents.d/NAME.toml`. Strict: everything that a manifest must not contain is an error.
package enum ManifestReader {
  /// Reads the manifest only; the library itself is not examined. Blocks for the duration of the
  /// read.
  /// - Parameter path: the manifest, absolute or relative to the working directory.
  /// - Throws: the first error found, as one line with file, cause and remedy.
  package static func read(_ path: String) throws(ManifestError) -> LibraryManifest {
    let text = try ManifestFile.readText(at: path)
    let document = try TOMLDocument.parse(text, file: path)
    let table = ManifestTable(file: path, place: [], object: document)
    if document["url"] != nil { return try RemoteAgentReader.read(table) }
    try table.allowOnly(["path", "lane", "limits", "environment", "agents", "native", "url"])
    var manifest = LibraryManifest(file: path)
    manifest.native = try table.table("native").map(NativeReader.init)?.read()
    manifest.library = try library(table)
    manifest.lane = try table.choice("lane", of: LibraryLane.self)
    manifest.limits = try limits(table)
    manifest.environment = try environment(table)
    manifest.agents = try agents(table)
    try refuseUnusedLimits(manifest)
    try refuseOtherAgents(in: table, native: manifest.native)
    try completeNative(&manifest)
    return manifest
  }

  private static func library(_ table: ManifestTable) throws(ManifestError) -> String? {
    let path = try table.string("path")
    guard table.object["native"] == nil else {
      guard path == nil else {
        throw table.fault(
          at: "path", cause: "can't be combined with [native]",
          cure: "native.library names the library")
      }
      return nil
    }
    let manifest = URL(fileURLWithPath: table.file).standardizedFileURL
    let name = path ?? manifest.deletingPathExtension().lastPathComponent + ".so"
    return URL(fileURLWithPath: name, relativeTo: manifest.deletingLastPathComponent())
      .standardizedFileURL.path
  }

  private static func limits(_ manifest: ManifestTable) throws(ManifestError) -> ProcessLimits {
    guard let table = try manifest.table("limits") else { return ProcessLimits() }
    try table.allowOnly(["memory", "file_size", "descriptors", "core"])
    return ProcessLimits(
      memory: try table.byteCount("memory", in: (64 << 20)...(64 << 40)),
      fileSize: try table.byteCount("file_size", in: 0...(64 << 40)),
      descriptors: try table.integer("descriptors", in: 16...1_048_576),
      core: try table.byteCount("core", in: 0...(64 << 40)))
  }

  private static func environment(
    _ manifest: ManifestTable
  ) throws(ManifestError) -> [String: String] {
    guard let table = try manifest.table("environment") else { return [:] }
    var variables: [String: String] = [:]
    for (name, value) in table.object.members {
      guard !name.isEmpty, !name.contains("=") else {
        throw table.fault(
          at: name, cause: "is not a valid variable name",
          cure: "use a name that is not empty and has no =")
      }
      guard !isLoaderVariable(name) else {
        throw table.fault(
          at: name, cause: "selects code that would be loaded unchecked",
          cure: "remove it, and link the library with its dependencies")
      }
      guard let text = value.string else {
        throw table.mistyped(name, value: value, cure: "write a string, in quotes")
      }
      variables[name] = text
    }
    return variables
  }

  /// Variables that the system's loader obeys (ld.so(8)): they would bring code into the library's
  /// process that has passed no path or signature check. GCONV_PATH has the same effect through
  /// iconv.
  private static func isLoaderVariable(_ name: String) -> Bool {
    name.hasPrefix("LD_") || name == "GCONV_PATH"
  }

  static func agents(
    _ manifest: ManifestTable
  ) throws(ManifestError) -> [String: AgentOptions] {
    guard let table = try manifest.table("agents") else { return [:] }
    var agents: [String: AgentOptions] = [:]
    for name in table.object.keys {
      guard AgentCard.isName(name) else {
        throw table.fault(
          at: name, cause: "is not a valid agent name",
          cure: "use the name in its card: 1 to 64 of A-Z a-z 0-9 _ . -")
      }
      guard let agent = try table.table(name) else { continue }
      agents[name] = try options(agent)
    }
    return agents
  }

  private static func options(_ table: ManifestTable) throws(ManifestError) -> AgentOptions {
    try table.allowOnly(["enabled", "max_concurrency", "deadline", "grants", "config", "model"])
    var options = AgentOptions()
    options.enabled = try table.boolean("enabled")
    options.maxConcurrency = try table.integer("max_concurrency", in: 1...1024)
    options.deadline = try table.duration("deadline")
    if let names = try table.strings("grants") {
      var grants: Set<AgentGrant> = []
      for name in names {
        grants.insert(try table.choice("grants", from: name, of: AgentGrant.self))
      }
      options.grants = grants
    }
    options.config = try table.table("config")?.object
    if let model = try table.table("model") {
      guard options.grants?.contains(.model) == true else {
        throw table.fault(
          at: "model", cause: "has no effect without the grant",
          cure: "add grants = [\"model\"]")
      }
      options.model = try ModelPlaceReader.read(model)
    }
    return options
  }

  /// Refuses limits that would have no effect: they would give a false sense of protection.
  private static func refuseUnusedLimits(_ manifest: LibraryManifest) throws(ManifestError) {
    guard manifest.lane == .inProcess else { return }
    let unused = manifest.limits != ProcessLimits() ? "limits" : "environment"
    guard manifest.limits != ProcessLimits() || !manifest.environment.isEmpty else { return }
    throw ManifestError(
      file: manifest.file, cause: "\(unused) has no effect with lane = \"in-process\"",
      cure: "set lane = \"process\", or remove [\(unused)]")
  }

  /// A native library has exactly one agent, whose name is in the manifest.
  private static func refuseOtherAgents(
    in table: ManifestTable, native: NativeLibrary?
  ) throws(ManifestError) {
    guard let native, let agents = try table.table("agents") else { return }
    if let other = agents.object.keys.first(where: { $0 != native.agent }) {
      throw agents.fault(
        at: other, cause: "is not the agent of [native]",
        cure: "write [\(ManifestPlace.dottedPath(["agents", native.agent]))]")
    }
  }

  /// Applies the agent's options to `[native]`, which already contains everything that a card
  /// would.
  private static func completeNative(_ manifest: inout LibraryManifest) throws(ManifestError) {
    guard let agent = manifest.native?.agent, let options = manifest.agents[agent] else { return }
    let unused =
      options.config != nil ? "config" : options.grants?.isEmpty == false ? "grants" : nil
    if let unused {
      throw ManifestError(
        file: manifest.file,
        cause: "\(ManifestPlace.dottedPath(["agents", agent, unused])) has no effect with [native]",
        cure: "remove it")
    }
    manifest.native?.maxConcurrency = options.maxConcurrency ?? 1
  }
}
