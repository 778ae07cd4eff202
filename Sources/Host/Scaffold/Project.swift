import Foundation
import HermesScaffoldFiles

/// A new agent project: the SDK's example under another name, together with everything that it
/// needs, so that it builds anywhere without a network.
package struct Project: Sendable {
  /// The agent's name.
  package let name: ProjectName
  /// The language of the project.
  package let language: ProjectLanguage

  package init(name: ProjectName, language: ProjectLanguage) {
    self.name = name
    self.language = language
  }

  /// The files of the project, with paths relative to its folder.
  package var files: [(path: String, text: String)] {
    var count = 0
    guard let first = hermes_scaffold_files(&count) else { return [] }
    return UnsafeBufferPointer(start: first, count: count)
      .filter { String(cString: $0.language) == language.rawValue }
      .map { file in
        let path = String(cString: file.path)
        let text = String(cString: file.text)
        return path.hasPrefix("vendor/") ? (path, text) : (renamed(path), renamed(text))
      }
  }

  private func renamed(_ text: String) -> String {
    text.replacing("Speller", with: name.text).replacing("speller", with: name.snakeCase)
  }

  /// Writes the project into `folder`, which must be empty or not exist yet.
  package func write(to folder: String) throws(ScaffoldError) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: folder, isDirectory: &isFolder) {
      guard isFolder.boolValue else {
        throw ScaffoldError("\(folder) is a file. Choose another folder with --directory.")
      }
      guard (try? manager.contentsOfDirectory(atPath: folder))?.isEmpty == true else {
        throw ScaffoldError(
          "\(folder) is not empty, so nothing was written. Empty it, or choose another folder with --directory."
        )
      }
    }
    do {
      for (path, text) in files {
        let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
        try manager.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
    } catch {
      throw ScaffoldError(
        "\(folder) can't be written (\(error.localizedDescription)). Check its permissions and the free space."
      )
    }
  }
}
