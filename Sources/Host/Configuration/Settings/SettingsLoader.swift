import Configuration
import Glibc
import HermesContract

/// Reads settings from flags, environment and file, in this order of precedence.
package enum SettingsLoader {
  /// Reads and checks all settings.
  /// - Parameters:
  ///   - flags: values by setting name; several values for a list.
  ///   - file: the path of a YAML file, or nil.
  ///   - environment: the process's environment by default.
  /// - Throws: `StartupError` that names the setting and the values it accepts.
  package static func load(
    flags: [String: [String]], file: String?, environment: EnvironmentVariablesProvider = .init()
  ) async throws -> ServerSettings {
    var providers: [any ConfigProvider] = [
      InMemoryProvider(values: flagValues(flags)),
      environment.prefixKeys(with: "hermes"),
    ]
    if let file, !SettingsFile.isEmpty(file) { providers.append(try await fileProvider(file)) }
    let reader = SettingsReader(ConfigReader(providers: providers))
    var settings = ServerSettings()
    for setting in SettingsTable.all { try reader.read(setting, into: &settings) }
    try SettingsRules.check(settings)
    if let file { try SettingsFile.check(file, known: names) }
    return settings
  }

  /// The names of all settings.
  static let names = Set(SettingsTable.all.map(\.name))

  private static let lists = Set(SettingsTable.all.filter(\.isList).map(\.name))

  private static func flagValues(
    _ flags: [String: [String]]
  ) -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for (name, list) in flags where !list.isEmpty {
      values[AbsoluteConfigKey([name])] =
        lists.contains(name)
        ? ConfigValue(.stringArray(list), isSecret: false)
        : ConfigValue(.string(list[0]), isSecret: false)
    }
    return values
  }

  private static func refusal(of path: String, fault: TrustedPath.Fault) -> StartupError {
    StartupError(
      "The configuration file \(path) is not used: \(fault.cause(about: path)). To fix it, \(fault.cure)."
    )
  }

  private static func fileProvider(_ path: String) async throws -> any ConfigProvider {
    // The file decides what code runs and where keys are sent, so no other user may be able to
    // change it.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0, let fault = TrustedPath.fault(path, openedAs: descriptor) {
      throw refusal(of: path, fault: fault)
    }
    // Read the file that was checked, even if the path now leads to another.
    let opened = descriptor >= 0 ? "/proc/self/fd/\(descriptor)" : path
    let location = ConfigReader(
      provider: InMemoryProvider(values: [
        "filePath": ConfigValue(.string(opened), isSecret: false)
      ]))
    do { return try await FileProvider<YAMLSnapshot>(config: location) } catch {
      throw StartupError(
        "The configuration file \(path) can't be read as YAML (\(error)). Check the path and its syntax."
      )
    }
  }
}
