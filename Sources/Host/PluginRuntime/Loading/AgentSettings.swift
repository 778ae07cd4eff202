import HermesContract

/// A value that applies, and where it was set.
struct Sourced<Value: Sendable & Equatable>: Sendable, Equatable {
  var value: Value
  /// A file, "card", "default" or a command.
  var source: String
}

/// The settings of one agent. Its manifest takes precedence over its card, and that over the
/// server's defaults.
struct AgentSettings: Sendable {
  var isEnabled: Sourced<Bool>
  var maxConcurrency: Sourced<Int>
  var deadline: Sourced<Duration>
  var grants: Sourced<Set<AgentGrant>>
  var config: Sourced<JSONObject>
  var model: Sourced<ModelPlace>
  /// nil for local agents.
  var remote: Sourced<RemoteAgent>?

  struct Defaults: Sendable {
    var deadline: Duration
    var configs: [String: JSONValue]
  }

  /// - Throws: settings of the manifest that the card does not allow.
  init(
    _ card: AgentCard, manifest: LibraryManifest?, isSwitchedOff: Bool, defaults: Defaults
  ) throws(LibraryRefusal) {
    let options = manifest?.agents[card.name] ?? AgentOptions()
    let file = manifest?.file ?? ""
    if let wanted = options.maxConcurrency, wanted > card.maxConcurrency {
      throw LibraryRefusal(
        file,
        cause:
          "agents.\(card.name).max_concurrency is \(wanted), but the agent's card allows \(card.maxConcurrency)",
        cure: "write \(card.maxConcurrency) or less")
    }
    func sourced<Value>(_ own: Value?, orElse rest: Sourced<Value>) -> Sourced<Value> {
      own.map { Sourced(value: $0, source: file) } ?? rest
    }
    isEnabled =
      isSwitchedOff
      ? Sourced(value: false, source: "hermes agent disable")
      : sourced(options.enabled, orElse: Sourced(value: true, source: "default"))
    maxConcurrency = sourced(
      options.maxConcurrency, orElse: Sourced(value: card.maxConcurrency, source: "card"))
    let usual = card.deadline.map { Sourced(value: $0, source: "card") }
    deadline = sourced(
      options.deadline, orElse: usual ?? Sourced(value: defaults.deadline, source: "default"))
    grants = sourced(options.grants, orElse: Sourced(value: [], source: "default"))
    let given = defaults.configs[card.name]?.object ?? JSONObject()
    config = sourced(options.config, orElse: Sourced(value: given, source: "default"))
    model = sourced(options.model, orElse: Sourced(value: ModelPlace(), source: "default"))
    remote = manifest?.remote.map { Sourced(value: $0, source: file) }
  }

  /// The extensions that the grants give access to.
  var extensions: Set<String> { Set(grants.value.map(ExtensionTable.id)) }

  /// - Throws: if an enabled agent lacks a grant that it requires.
  func checkRequirements(of card: AgentCard, library: String) throws(LibraryRefusal) {
    guard isEnabled.value, let missing = card.requires.first(where: { !extensions.contains($0) })
    else { return }
    let grant = AgentGrant.allCases.first { ExtensionTable.id(of: $0) == missing }
    throw LibraryRefusal(
      library, cause: "agent \(card.name) requires \(missing), which it is not granted",
      cure:
        "write grants = [\"\(grant?.rawValue ?? "")\"] under [agents.\(card.name)] in its manifest")
  }

  /// Where the key comes from; never the key itself.
  private static func place(
    url: String?, name: String?, key: SecretPlace?
  ) -> JSONValue {
    var object = JSONObject()
    object["url"] = url.map(JSONValue.string)
    object["name"] = name.map(JSONValue.string)
    switch key {
    case .environment(let variable): object["key_env"] = .string(variable)
    case .file(let path): object["key_file"] = .string(path)
    case nil: break
    }
    return .object(object)
  }

  var json: JSONObject {
    func entry(_ value: JSONValue, source: String) -> JSONValue {
      ["value": value, "source": .string(source)]
    }
    let place = Self.place(url: model.value.url, name: model.value.name, key: model.value.key)
    var settings = JSONObject([
      (key: "enabled", value: entry(.bool(isEnabled.value), source: isEnabled.source)),
      (
        key: "max_concurrency",
        value: entry(.int(Int64(maxConcurrency.value)), source: maxConcurrency.source)
      ),
      (
        key: "deadline_ms",
        value: entry(.int(Int64(deadline.value / .milliseconds(1))), source: deadline.source)
      ),
      (
        key: "grants",
        value: entry(JSONValue(grants.value.map(\.rawValue).sorted()), source: grants.source)
      ),
      // A configuration may contain secrets, so only its names are shown.
      (
        key: "config_keys",
        value: entry(JSONValue(config.value.members.map(\.key)), source: config.source)
      ),
      (key: "model", value: entry(place, source: model.source)),
    ])
    if let remote {
      settings["remote"] = entry(
        Self.place(url: remote.value.url, name: nil, key: remote.value.key), source: remote.source)
    }
    return settings
  }
}
