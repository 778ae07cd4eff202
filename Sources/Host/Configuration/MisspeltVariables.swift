import HermesContract

/// Variables of the environment that look like settings and are none.
///
/// They end no start, as such names in the file do: other programs may have variables of these names.
package enum MisspeltVariables {
  private static let prefix = "HERMES_"
  private static let ofCommands = ["URL", "TOKEN", "PASSWORD", "CA", "CONFIG"]

  /// One line for each variable `HERMES_…` that differs by a slip from a setting's.
  package static func warnings(_ environment: [String: String]) -> [String] {
    let settings = SettingsLoader.names.map { $0.uppercased() }.sorted()
    let known = Set(settings).union(ofCommands)
    // Without the prefix, which would let a third of a longer name be wrong.
    let names = environment.keys.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
    return names.map { String($0) }.filter { !known.contains($0) }.sorted().compactMap { name in
      NearestName.nearest(to: name, among: settings).map {
        "\(prefix)\(name) is no setting and not used. Did you mean \(prefix)\($0)?"
      }
    }
  }
}
