import HermesContract
import HermesNativeFunctions

/// Why a library, or one agent of it, was not loaded: one line naming file, cause and cure.
package struct LibraryRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String
  package let cause: String
  package let cure: String

  package init(_ file: String, cause: String, cure: String) {
    self.file = file
    self.cause = cause
    self.cure = cure
  }

  package var description: String { "\(file): \(cause); \(cure)" }
}

extension LibraryRefusal {
  init(_ error: NativeLibraryError, in manifest: String) {
    self.init(manifest, cause: "\(error.library): \(error.cause)", cure: error.cure)
  }

  /// Somebody else can change `file`, or what leads to it.
  init(_ fault: TrustedPath.Fault, of file: String) {
    self.init(file, cause: "\(fault.path) \(fault.cause)", cure: fault.cure)
  }

  /// What the library's `create` answered.
  static func creation(
    of file: String, agent: String, status: Int32, text: String
  ) -> LibraryRefusal {
    LibraryRefusal(
      file, cause: "agent \(agent): create answered \(status)\(text.isEmpty ? "" : " (\(text))")",
      cure: text.isEmpty ? "ask the agent's author; it gave no reason" : "see its message")
  }
}
