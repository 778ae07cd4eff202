/// Where the journal writes. Called on the journal's own thread only; may block.
package protocol JournalStore: Sendable {
  /// Names this journal; changes only when it is restored from elsewhere or reset.
  var epoch: String { get }
  /// Stores the entries in one transaction, durable on return: all but those that a rule refuses, or none. In the order
  /// of commits each event gets a `seq` that is one more than its task's last, and a `cursor` that is one more than its
  /// owner's last.
  /// - Parameter encode: makes the stored bytes of an event that has its numbers.
  /// - Returns: each entry as it is stored, or why it is refused. Events of tasks that are gone get no numbers and are
  ///   left out.
  /// - Throws: why nothing is stored.
  func commit(
    _ entries: [JournalEntry], encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> [Result<CommittedEntry, HermesError>]
}
