import HermesContract

/// Finds environment variables that look like misspelt settings.
///
/// Unlike unknown names in the settings file, they do not prevent a start: other programs may use
/// variables of these names.
package enum MisspeltVariables {
  private static let prefix = "HERMES_"
  private static let ofCommands = ["URL", "TOKEN", "PASSWORD", "CA", "CONFIG"]

  /// One line for each variable `HERMES_…` whose name differs from a setting's by a typing error.
  package static func warnings(_ environment: [String: String]) -> [String] {
    let settings = SettingsLoader.names.map { $0.uppercased() }.sorted()
    let known = Set(settings).union(ofCommands)
    // Compare without the prefix, which would allow a third of a longer name to differ.
    let names = environment.keys.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
    return names.map { String($0) }.filter { !known.contains($0) }.sorted().compactMap { name in
      NearestName.nearest(to: name, among: settings).map {
        "\(prefix)\(name) is not a setting and is ignored. Did you mean \(prefix)\($0)?"
      }
    }
  }
}
