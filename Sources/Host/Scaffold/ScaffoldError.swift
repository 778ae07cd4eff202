/// Why no project was made, with what to do instead.
package struct ScaffoldError: Error, Equatable {
  package let message: String
  init(_ message: String) { self.message = message }
}
