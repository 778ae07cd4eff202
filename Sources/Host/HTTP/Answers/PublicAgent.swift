import HermesContract

/// What users may see of an agent: everything except paths and URLs of the server.
enum PublicAgent {
  /// Settings that contain places.
  private static let places: Set<String> = ["model", "remote", "config_keys"]

  /// - Parameter agent: an agent as admins see it.
  static func json(of agent: JSONValue) -> JSONValue {
    guard var object = agent.object else { return agent }
    for name in ["lane_source", "reason"] {
      if let text = object[name]?.string { object[name] = .string(withoutPlaces(text)) }
    }
    if let settings = object["settings"]?.object {
      object["settings"] = .object(
        JSONObject(
          settings.members.filter { !places.contains($0.key) }.map { name, setting in
            (key: name, value: withoutSource(setting))
          }))
    }
    return .object(object)
  }

  private static func withoutSource(_ setting: JSONValue) -> JSONValue {
    guard var object = setting.object, let source = object["source"]?.string else { return setting }
    object["source"] = .string(withoutPlaces(source))
    return .object(object)
  }

  /// Words that contain a slash are treated as paths or URLs.
  static func withoutPlaces(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map { $0.contains("/") ? "…" : $0 }.joined(separator: " ")
  }
}
