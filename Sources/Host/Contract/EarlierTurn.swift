/// A task of a conversation that was completed or has failed, as later ones look back on it.
package struct EarlierTurn: Sendable {
  /// Characters of the words of a request that are kept apart where its message is large.
  package static let maximumSaid = 4000
  /// A message with more bytes is large: it is not read for the words in it.
  package static let largeBytes = 64 << 10

  package let task: TaskID
  /// What the user asked, at most `maximumSaid` characters where the message is large.
  package let query: String
  package let result: String?
  /// Whether nothing came of it: what it brought along is there all the same.
  package let isFailed: Bool
  /// nil: it is too large to be gone on with.
  package let message: Message?

  /// - Parameters:
  ///   - message: nil where it is not read.
  ///   - said: what was kept apart of it.
  ///   - bytes: of the message.
  package init(
    task: TaskID, message: Message?, said: String?, bytes: Int, result: String?,
    isFailed: Bool = false
  ) {
    self.task = task
    query = message?.text ?? said ?? "(a request of \(bytes) bytes)"
    self.result = result
    self.isFailed = isFailed
    self.message = message
  }

  /// What is kept apart of a request whose message has so many bytes; nil if nothing is.
  package static func keptWords(of query: String, bytes: Int) -> String? {
    bytes > largeBytes ? String(query.prefix(maximumSaid)) : nil
  }
}
