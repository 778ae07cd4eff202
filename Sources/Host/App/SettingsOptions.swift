import ArgumentParser
import HermesConfiguration
import Logging

/// The flags that commands with a server of their own share.
struct SettingsOptions: ParsableArguments {
  @Option(help: .setting("data"), completion: .directory)
  var data: String?

  @Option(help: .setting("agents"), completion: .directory)
  var agents: [String] = []

  @Option(help: "A YAML file of settings (HERMES_CONFIG). Flags and environment go before it.")
  var config: String?

  @Option(help: "Where tasks are stored. Only the SQLite file of the data directory so far.")
  var database: String?

  @Option(help: .setting("log_level"))
  var logLevel: String?

  @Option(help: .setting("model_url"))
  var modelURL: String?

  @Option(help: .setting("model_name"))
  var modelName: String?

  /// A server that runs has its own agents and model.
  /// - Throws: `CommandFailure` for flags that would not be heeded.
  func requireNothingOfServer(_ directory: DataDirectory) throws {
    let unheeded =
      (agents.isEmpty ? [] : ["--agents"]) + (modelURL == nil ? [] : ["--model-url"])
      + (modelName == nil ? [] : ["--model-name"])
    guard !unheeded.isEmpty else { return }
    throw CommandFailure(
      message:
        "A server runs with the data directory \(directory.path) and has agents and a model of its own, so \(unheeded.joined(separator: ", ")) would not be heeded. Leave that out, or name another data directory: --data DIR",
      exitCode: 2)
  }

  /// - Throws: `StartupError` that names the setting.
  func settings(with flags: [String: [String]] = [:]) async throws -> ServerSettings {
    var flags = flags
    flags["data"] = data.map { [$0] } ?? []
    flags["agents"] = agents
    flags["model_url"] = modelURL.map { [$0] } ?? []
    flags["model_name"] = modelName.map { [$0] } ?? []
    flags["log_level"] = logLevel.map { [$0] } ?? []
    if let database {
      throw ValidationError(
        "--database \(database.prefix { $0 != ":" }): only the SQLite file of --data is offered so far. Leave it out."
      )
    }
    return try await SettingsLoader.load(flags: flags, file: config ?? Environment.config)
  }
}

extension ArgumentHelp {
  /// The help of a flag that is a setting.
  static func setting(_ name: String) -> ArgumentHelp {
    ArgumentHelp(SettingsTable.helpText(for: name))
  }
}
