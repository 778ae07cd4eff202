import Glibc

/// The operating system refused to start the sandbox.
struct SpawnFailure: Error, CustomStringConvertible {
  let what: String
  let code: Int32

  var description: String { "\(what): \(String(cString: strerror(code)))" }
}
