/// Why a signature or key can't be used: one line that names the file, the cause and the remedy.
package struct SignatureError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The path of the file.
  package let file: String
  /// What is wrong, as a clause.
  package let cause: String
  /// What to do about it, as an imperative.
  package let cure: String

  init(_ file: String, cause: String, cure: String) {
    self.file = file
    self.cause = cause
    self.cure = cure
  }

  /// File, cause and cure in one line.
  package var description: String { "\(file): \(cause); \(cure)" }
}
