/// The commands of a socket. Some are processed concurrently and the others wait in order; while
/// many wait, reading stops.
struct PendingCommands {
  /// How many are processed concurrently: a cancel takes as long as its agents do.
  static let atOnce = 8
  /// Reading stops beyond this many waiting commands. What one read brings is always accepted.
  static let maximumWaiting = 64

  private var working = 0
  private var waiting: [String] = []
  /// A read was postponed.
  var isReadingWanted = false

  var mayRead: Bool { waiting.count < Self.maximumWaiting }

  /// - Returns: whether the command may be processed now; otherwise it waits.
  mutating func admit(_ text: String) -> Bool {
    guard working >= Self.atOnce || !waiting.isEmpty else { return true }
    waiting.append(text)
    return false
  }

  mutating func begin() { working += 1 }

  mutating func finishCurrent() { working -= 1 }

  /// - Returns: the next command that may be processed now.
  mutating func nextCommand() -> String? {
    guard working < Self.atOnce, !waiting.isEmpty else { return nil }
    return waiting.removeFirst()
  }
}
