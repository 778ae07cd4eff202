/// Decides when to checkpoint, given the length of the write-ahead log after a commit. Pure logic.
struct CheckpointTurns {
  /// SQLite's own default: 1000 pages.
  static let pages: CInt = 1000
  /// While reads overlap without a pause, a checkpoint that does not wait never moves the whole
  /// log, which keeps growing: from 16 MiB on, the checkpoint waits for the current readers.
  static let longPages: CInt = 4096

  private var next = pages
  private var nextCut = longPages
  private var last: CInt = 0

  /// - Parameter pages: the length of the log.
  /// - Returns: nil if no checkpoint is due, otherwise whether it waits for readers.
  mutating func isTurn(at pages: CInt) -> Bool? {
    // The log was restarted.
    if pages < last { (next, nextCut) = (Self.pages, Self.longPages) }
    last = pages
    guard pages >= next else { return nil }
    return pages >= nextCut
  }

  /// After an incomplete checkpoint, the next attempt is made when the log has grown by the same
  /// amount again.
  mutating func ended(at pages: CInt, isLong: Bool, isAllMoved: Bool) {
    guard !isAllMoved else {
      (next, nextCut) = (Self.pages, Self.longPages)
      return
    }
    next = pages + Self.pages
    if isLong { nextCut = pages + Self.longPages }
  }
}
