import Foundation
import HermesContract
import Yams

/// Checks the names in the YAML file of settings.
enum SettingsFile {
  /// - Returns: whether the file contains nothing, or only comments, which the YAML provider does
  ///   not accept.
  static func isEmpty(_ path: String) -> Bool { root(ofFileAt: path) == .some(nil) }

  /// Refuses unknown names: silently ignoring a setting is worse than refusing to start.
  /// - Throws: `StartupError` that names the file and its first name that is not a setting.
  static func check(_ path: String, known: Set<String>) throws {
    for (key, _) in root(ofFileAt: path)??.mapping ?? [:] {
      let name = key.string ?? "\(key)"
      guard !known.contains(name) else { continue }
      let cure =
        NearestName.nearest(to: name, among: known.sorted()).map { "Did you mean \($0)?" }
        ?? "docs/settings.md lists them all."
      throw StartupError("\(path): there is no setting \(name.debugDescription). \(cure)")
    }
  }

  /// nil if the file can't be read, which its provider reports.
  private static func root(ofFileAt path: String) -> Node?? {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self)
    else { return nil }
    // `try?` would treat a syntax error like an empty file.
    do { return .some(try Yams.compose(yaml: text)) } catch { return nil }
  }
}
