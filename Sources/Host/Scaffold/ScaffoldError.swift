/// Why no project was created, and what to do instead.
package struct ScaffoldError: Error, Equatable {
  /// One or two sentences for the user.
  package let message: String
  init(_ message: String) { self.message = message }
}
