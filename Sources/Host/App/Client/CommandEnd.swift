/// Ends a command that has already printed everything, with an exit code.
struct CommandEnd: Error {
  let code: Int32

  static let failed = CommandEnd(code: 1)
  static let interrupted = CommandEnd(code: 130)
}
