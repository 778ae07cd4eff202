/// A command that has said what there is to say, and its exit code.
struct CommandEnd: Error {
  let code: Int32

  static let failed = CommandEnd(code: 1)
  static let interrupted = CommandEnd(code: 130)
}
