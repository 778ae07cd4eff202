/// A completed task of a conversation, as later ones look back on it.
package struct EarlierTurn: Sendable {
  /// Characters of the words of a request that are kept apart where its message is large.
  package static let maximumSaid = 4000
  /// A message with more bytes is large: it is not read for the words in it.
  package static let largeBytes = 64 << 10

  package let task: TaskID
  /// What the user asked, at most `maximumSaid` characters where the message is large.
  package let query: String
  package let result: String?
  /// nil: it is too large to be gone on with.
  package let message: Message?

  package init(task: TaskID, query: String, result: String?, message: Message?) {
    self.task = task
    self.query = query
    self.result = result
    self.message = message
  }
}
