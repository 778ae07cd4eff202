/// Variables of the environment that look like settings and are none.
///
/// They end no start, as such names in the file do: other programs may have variables of these names.
package enum MisspeltVariables {
  /// One line for each variable `HERMES_…` that differs by a slip from a setting's.
  package static func warnings(_ environment: [String: String]) throws -> [String] {
    let settings = try SettingsLoader.names().map { "HERMES_\($0.uppercased())" }.sorted()
    // The commands' own.
    let known =
      settings + ["HERMES_URL", "HERMES_TOKEN", "HERMES_PASSWORD", "HERMES_CA", "HERMES_CONFIG"]
    return environment.keys.filter { $0.hasPrefix("HERMES_") && !known.contains($0) }.sorted()
      .compactMap { name in
        // Without the prefix, which would let a third of a longer name be wrong.
        NearestName.of(String(name.dropFirst(7)), among: settings.map { String($0.dropFirst(7)) })
          .map { "\(name) is no setting and not used. Did you mean HERMES_\($0)?" }
      }
  }
}
