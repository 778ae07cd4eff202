import ArgumentParser
import HermesConfiguration
import Logging

/// The flags of commands that may start a server themselves.
struct SettingsOptions: ParsableArguments {
  @Option(help: .setting("data"), completion: .directory)
  var data: String?

  @Option(help: .setting("agents"), completion: .directory)
  var agents: [String] = []

  @Option(help: "A YAML file of settings (HERMES_CONFIG). Flags and environment take precedence.")
  var config: String?

  @Option(help: "Where tasks are stored. So far only the SQLite file in the data directory.")
  var database: String?

  @Option(help: .setting("log_level"))
  var logLevel: String?

  @Option(help: .setting("model_url"))
  var modelURL: String?

  @Option(help: .setting("model_name"))
  var modelName: String?

  /// Refuses flags that a running server would ignore, because it has its own agents and model.
  /// - Throws: `CommandFailure` that names the flags.
  func requireNothingOfServer(_ directory: DataDirectory) throws {
    let unheeded =
      (agents.isEmpty ? [] : ["--agents"]) + (modelURL == nil ? [] : ["--model-url"])
      + (modelName == nil ? [] : ["--model-name"])
    guard !unheeded.isEmpty else { return }
    throw CommandFailure(
      message:
        "A server is using the data directory \(directory.path) and has its own agents and model, so \(unheeded.joined(separator: ", ")) would be ignored. Leave that out, or choose another data directory: --data DIR",
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
        "--database \(database.prefix { $0 != ":" }): only the SQLite file of --data is supported so far. Leave it out."
      )
    }
    return try await SettingsLoader.load(flags: flags, file: config ?? Environment.config)
  }
}

extension ArgumentHelp {
  /// The help of a flag that corresponds to a setting.
  static func setting(_ name: String) -> ArgumentHelp {
    ArgumentHelp(SettingsTable.helpText(for: name))
  }
}
