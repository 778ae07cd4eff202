/// Why a library, or one agent of it, was not loaded: one line naming file, cause and cure.
package struct LibraryRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String
  package let cause: String
  package let cure: String

  init(_ file: String, _ cause: String, cure: String) {
    self.file = file
    self.cause = cause
    self.cure = cure
  }

  package var description: String { "\(file): \(cause); \(cure)" }
}
