import Foundation
import HermesContract
import Yams

/// The names in the YAML file of settings.
enum SettingsFile {
  /// - Returns: whether there is nothing in it but perhaps comments, which no provider takes.
  static func isEmpty(_ path: String) -> Bool { root(ofFileAt: path) == .some(nil) }

  /// A name that is passed over in silence is worse than a server that does not start.
  /// - Throws: `StartupError` that names the file and the first of its names that is no setting.
  static func check(_ path: String, known: Set<String>) throws {
    for (key, _) in root(ofFileAt: path)??.mapping ?? [:] {
      let name = key.string ?? "\(key)"
      guard !known.contains(name) else { continue }
      let cure =
        NearestName.nearest(to: name, among: known.sorted()).map { "Did you mean \($0)?" }
        ?? "docs/settings.md names them all."
      throw StartupError("\(path): there is no setting \(name.debugDescription). \(cure)")
    }
  }

  /// nil if the file can't be read, which its provider reports.
  private static func root(ofFileAt path: String) -> Node?? {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self)
    else { return nil }
    // `try?` would take a fault for an empty file.
    do { return .some(try Yams.compose(yaml: text)) } catch { return nil }
  }
}
