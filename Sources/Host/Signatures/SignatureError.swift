/// Why a signature, or a key, can't be used: one line naming file, cause and cure.
package struct SignatureError: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String
  package let cause: String
  package let cure: String

  init(_ file: String, cause: String, cure: String) {
    self.file = file
    self.cause = cause
    self.cure = cure
  }

  package var description: String { "\(file): \(cause); \(cure)" }
}
