/// When the log is moved into the database, by how long it is after a commit; without effects.
struct CheckpointTurns {
  /// SQLite's own default.
  static let pages: CInt = 1000
  /// Where reading goes on without a gap, what can be moved without waiting is never all, and the log grows: from
  /// 16 MiB on the readers of the moment are waited for.
  static let longPages: CInt = 4096

  private var next = pages
  private var nextCut = longPages
  private var last: CInt = 0

  /// - Parameter pages: of the log.
  /// - Returns: nil if it is not time yet, else whether readers are waited for.
  mutating func isTurn(at pages: CInt) -> Bool? {
    // It has begun anew.
    if pages < last { (next, nextCut) = (Self.pages, Self.longPages) }
    last = pages
    guard pages >= next else { return nil }
    return pages >= nextCut
  }

  /// What could not be moved is tried again when there is as much more.
  mutating func ended(at pages: CInt, isLong: Bool, isAllMoved: Bool) {
    guard !isAllMoved else {
      (next, nextCut) = (Self.pages, Self.longPages)
      return
    }
    next = pages + Self.pages
    if isLong { nextCut = pages + Self.longPages }
  }
}
