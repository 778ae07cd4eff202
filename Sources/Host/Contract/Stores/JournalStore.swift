/// The journal's store. Called only on the journal's own thread; may block.
package protocol JournalStore: Sendable {
  /// Identifies this journal; changes only when the journal is reset or restored from elsewhere.
  var epoch: String { get }
  /// Stores the entries in one transaction, durable on return: all except those that a rule
  /// refuses, or none. In commit order, each event gets a `seq` one above its task's last, and a
  /// `cursor` one above its owner's last.
  /// - Parameter encode: produces the stored bytes of an event that has its numbers.
  /// - Returns: for each entry what was stored, or why it was refused. Events of tasks that no
  ///   longer exist are dropped and get no numbers.
  /// - Throws: the reason if nothing could be stored.
  func commit(
    _ entries: [JournalEntry], encode: (EventDraft, EventNumbers) -> [UInt8]
  ) throws -> [Result<CommittedEntry, HermesError>]
}
