import Configuration
import HermesContract

/// Reads settings from flags, environment and file, in this order of precedence.
package enum SettingsLoader {
  /// - Parameters:
  ///   - flags: by setting name; lists as several values.
  ///   - file: a YAML file, or nil.
  ///   - environment: the process's own unless told otherwise.
  /// - Throws: `StartupError` that names the setting and what it takes.
  package static func load(
    flags: [String: [String]], file: String?, environment: EnvironmentVariablesProvider = .init()
  ) async throws -> ServerSettings {
    var providers: [any ConfigProvider] = [
      InMemoryProvider(values: flagValues(flags)),
      environment.prefixKeys(with: "hermes"),
    ]
    if let file, !SettingsFile.isEmpty(file) { providers.append(try await fileProvider(file)) }
    let reader = SettingsReader(ConfigReader(providers: providers))
    let settings = try settings(reader)
    if let file { try SettingsFile.check(file, known: reader.names) }
    return settings
  }

  /// The names of all settings.
  static func names() throws -> Set<String> {
    let reader = SettingsReader(ConfigReader(provider: InMemoryProvider(values: [:])))
    _ = try settings(reader)
    return reader.names
  }

  private static func flagValues(
    _ flags: [String: [String]]
  ) -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for (name, list) in flags where !list.isEmpty {
      values[AbsoluteConfigKey([name])] =
        SettingsReader.lists.contains(name)
        ? ConfigValue(.stringArray(list), isSecret: false)
        : ConfigValue(.string(list[0]), isSecret: false)
    }
    return values
  }

  private static func fileProvider(_ path: String) async throws -> any ConfigProvider {
    // It names the code that runs and where keys go: whoever can change it is this user.
    if let fault = TrustedPath.fault(path) {
      throw StartupError(
        "The configuration file \(path) is not used: \(fault.cause(about: path)). To mend it, \(fault.cure)."
      )
    }
    let location = ConfigReader(
      provider: InMemoryProvider(values: ["filePath": ConfigValue(.string(path), isSecret: false)]))
    do { return try await FileProvider<YAMLSnapshot>(config: location) } catch {
      throw StartupError(
        "The configuration file \(path) can't be read as YAML (\(error)). Check the path and its syntax."
      )
    }
  }

  private static func settings(_ reader: SettingsReader) throws -> ServerSettings {
    var settings = ServerSettings()
    try reader.read("host", into: &settings.host)
    try reader.read("port", 0...65535, into: &settings.port)
    try reader.read("tls_cert", into: &settings.tlsCert)
    try reader.read("tls_key", into: &settings.tlsKey)
    guard settings.tlsCert.isEmpty == settings.tlsKey.isEmpty else {
      let (given, missing) =
        settings.tlsKey.isEmpty ? ("tls_cert", "tls_key") : ("tls_key", "tls_cert")
      throw StartupError(
        "\(given) is set, but \(missing) is not. TLS needs both; set both or neither.")
    }
    try reader.read("data", into: &settings.data)
    reader.read("agents", into: &settings.agents)
    try reader.read("require_signatures", into: &settings.requireSignatures)
    reader.read("trusted_keys", into: &settings.trustedKeys)
    guard !settings.requireSignatures || !settings.trustedKeys.isEmpty else {
      throw StartupError(
        "require_signatures is true, but trusted_keys names no key: nothing could be loaded. Name public keys, or set it to false."
      )
    }
    reader.read("allow_origin", into: &settings.allowOrigins)
    try reader.read("durability", oneOf: ["power", "process"], into: &settings.durability)
    try reader.read(
      "log_level", oneOf: ["debug", "info", "notice", "warning", "error"], into: &settings.logLevel)
    try reader.read("log_format", oneOf: ["text", "json"], into: &settings.logFormat)
    try reader.read("minimum_password_length", 1...128, into: &settings.minimumPasswordLength)
    try reader.read("password_cost", 10...20, into: &settings.passwordCost)
    try reader.read("access_token_seconds", 1...86_400, into: &settings.accessTokenSeconds)
    try reader.read("register_burst", 1...1_000_000, into: &settings.registerBurst)
    try reader.read("request_burst", 1...10_000_000, into: &settings.requestBurst)
    try reader.read("requests_per_second", 1...10_000_000, into: &settings.requestsPerSecond)
    try reader.read("sockets_per_user", 1...1_000_000, into: &settings.socketsPerUser)
    try reader.read("sockets_per_address", 1...1_000_000, into: &settings.socketsPerAddress)
    try reader.read("connections", 16...1_000_000, into: &settings.connections)
    try reader.read(
      "connections_per_address", 1...1_000_000, into: &settings.connectionsPerAddress)
    try reader.read(
      "waiting_requests_per_user", 1...100_000, into: &settings.waitingRequestsPerUser)
    try readTrustedProxies(reader, into: &settings)
    try reader.read("request_seconds", 1...3600, into: &settings.requestSeconds)
    try reader.read("keep_alive_seconds", 1...3600, into: &settings.keepAliveSeconds)
    try reader.read("stalled_reader_seconds", 1...3600, into: &settings.stalledReaderSeconds)
    try reader.read(
      "socket_frames_per_second", 1...1_000_000, into: &settings.socketFramesPerSecond)
    try reader.read("handshake_seconds", 1...600, into: &settings.handshakeSeconds)
    try reader.read("running_tasks_per_user", 1...10_000, into: &settings.runningTasksPerUser)
    try reader.read("queued_tasks_per_user", 0...1_000_000, into: &settings.queuedTasksPerUser)
    try reader.read("running_tasks", 1...100_000, into: &settings.runningTasks)
    try reader.read("maximum_query_bytes", 1...1_048_576, into: &settings.maximumQueryBytes)
    try reader.read("task_seconds", 1...86_400, into: &settings.taskSeconds)
    try reader.read("input_seconds", 1...31_536_000, into: &settings.inputSeconds)
    try reader.read("require_approval", into: &settings.requireApproval)
    try reader.read("storage_bytes_per_user", 0...(1 << 50), into: &settings.storageBytesPerUser)
    try reader.read("tasks_per_day", 0...1_000_000_000, into: &settings.tasksPerDay)
    try reader.read(
      "model_tokens_per_day", 0...1_000_000_000_000, into: &settings.modelTokensPerDay)
    try reader.read("retention_seconds", 0...10_000_000_000, into: &settings.retentionSeconds)
    try reader.read("retention_bytes", 0...(1 << 50), into: &settings.retentionBytes)
    try reader.read(
      "retention_minimum_seconds", 0...10_000_000_000, into: &settings.retentionMinimumSeconds)
    try reader.read(
      "retention_interval_seconds", 1...86_400, into: &settings.retentionIntervalSeconds)
    try reader.read("otlp_endpoint", into: &settings.otlpEndpoint)
    guard settings.otlpEndpoint.isEmpty || settings.otlpEndpoint.hasPrefix("http") else {
      throw StartupError(
        "otlp_endpoint must be an http or https URL, such as http://localhost:4318.")
    }
    reader.read("otlp_headers", into: &settings.otlpHeaders)
    guard settings.otlpHeaders.allSatisfy({ $0.contains("=") }) else {
      throw StartupError("otlp_headers takes name=value, several separated by commas.")
    }
    try readModel(reader, into: &settings)
    try reader.read("drain_seconds", 0...3600, into: &settings.drainSeconds)
    return settings
  }

  private static func readTrustedProxies(
    _ reader: SettingsReader, into settings: inout ServerSettings
  ) throws {
    var texts: [String] = []
    reader.read("trusted_proxies", into: &texts)
    settings.trustedProxies = try texts.map { text in
      guard let network = IPNetwork(text) else {
        throw StartupError(
          "trusted_proxies has \"\(text)\", which is no IP address or network. Write it such as 10.0.0.1 or 10.0.0.0/8."
        )
      }
      return network
    }
  }

  private static func readModel(
    _ reader: SettingsReader, into settings: inout ServerSettings
  ) throws {
    try reader.read("model_url", into: &settings.modelURL)
    if !settings.modelURL.isEmpty, let fault = ModelPlace.fault(inURL: settings.modelURL) {
      throw StartupError("model_url \(fault). Set a base such as http://localhost:8080/v1.")
    }
    try reader.read("model_name", into: &settings.modelName)
    try reader.read("model_key", into: &settings.modelKey)
    guard settings.modelKey.isEmpty || SecretPlace.isKey(settings.modelKey) else {
      throw StartupError("model_key has a space, a control character or more than ASCII.")
    }
    guard settings.modelKey.isEmpty || !settings.modelURL.isEmpty else {
      throw StartupError("model_key is set, but model_url is not. Set both, or no key.")
    }
    try reader.read(
      "model_first_token_seconds", 1...86_400, into: &settings.modelFirstTokenSeconds)
    try reader.read("model_seconds", 1...86_400, into: &settings.modelSeconds)
    try reader.read("model_planning", oneOf: ["auto", "off"], into: &settings.modelPlanning)
    try reader.read("model_planning_seconds", 1...3600, into: &settings.modelPlanningSeconds)
  }
}
