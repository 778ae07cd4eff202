/// Why a native library can't be used as an agent: one line that names the library, the cause and
/// the remedy.
package struct NativeLibraryError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The library as the manifest names it.
  package let library: String
  /// What is wrong, as a clause.
  package let cause: String
  /// What to do about it, as an imperative.
  package let cure: String

  /// Library, cause and cure in one line.
  package var description: String { "\(library): \(cause); \(cure)" }
}
