/// A completed or failed task of a conversation, as later tasks see it.
package struct EarlierTurn: Sendable {
  /// Characters of a request's words that are kept separately if its message is large.
  package static let maximumSaid = 4000
  /// A message with more bytes is large: it is not read to get its words.
  package static let largeBytes = 64 << 10

  /// The earlier task.
  package let task: TaskID
  /// The user's request in words; at most `maximumSaid` characters if the message is large.
  package let query: String
  /// The task's answer; nil if it has none.
  package let result: String?
  /// Whether the task failed. The material of its request is available all the same.
  package let isFailed: Bool
  /// The whole message; nil if it is too large to be used again.
  package let message: Message?

  /// - Parameters:
  ///   - message: nil if it was not read.
  ///   - said: the words that were kept separately.
  ///   - bytes: the size of the message.
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

  /// The words to keep separately for a request whose message has so many bytes; nil if the message
  /// is small.
  package static func keptWords(of query: String, bytes: Int) -> String? {
    bytes > largeBytes ? String(query.prefix(maximumSaid)) : nil
  }
}
