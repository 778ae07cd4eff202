/// Why a native library can't be an agent: one line naming library, cause and cure.
package struct NativeLibraryError: Error, Sendable, Equatable, CustomStringConvertible {
  package let library: String
  package let cause: String
  package let cure: String

  package var description: String { "\(library): \(cause); \(cure)" }
}
