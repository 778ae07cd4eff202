import HermesContract
import HermesNativeFunctions

/// Why a library, or one of its agents, was not loaded: one line with file, cause and cure.
///
/// Produced by `LibraryFile` and `LoaderClosure` (who can write it, what it depends on), `Library` and
/// `PluginTable` (the table and the cards), `LibraryScan` (a crash), `AgentSettings` (the manifest)
/// and `AgentRegistry.State.clash` (a name that is taken).
package struct LibraryRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// The path as people know it.
  package let file: String
  /// What is wrong, as the predicate of a sentence about the file.
  package let cause: String
  /// What to do about it.
  package let cure: String

  /// - Parameters:
  ///   - file: the path as people know it.
  ///   - cause: what is wrong.
  ///   - cure: what to do about it.
  package init(_ file: String, cause: String, cure: String) {
    self.file = file
    self.cause = cause
    self.cure = cure
  }

  /// The line for logs and `hermes agents`.
  package var description: String {
    // A file name or a manifest may hold anything, at any length.
    VisibleText.line("\(file): \(cause); \(cure)".cut(toBytes: 4 << 10))
  }
}

extension LibraryRefusal {
  init(_ error: NativeLibraryError, in manifest: String) {
    self.init(manifest, cause: "\(error.library): \(error.cause)", cure: error.cure)
  }

  /// Another user can change `file`, or the path to it.
  init(_ fault: TrustedPath.Fault, of file: String) {
    self.init(file, cause: "\(fault.path) \(fault.cause)", cure: fault.cure)
  }

  /// What the library's `create` returned.
  static func creation(
    of file: String, agent: String, status: Int32, text: String
  ) -> LibraryRefusal {
    LibraryRefusal(
      file, cause: "agent \(agent): create answered \(status)\(text.isEmpty ? "" : " (\(text))")",
      cure: text.isEmpty ? "ask the agent's author; it gave no reason" : "see its message")
  }
}
