/// The commands of one socket: some are worked for at a time, others wait in their order, and while many wait
/// nothing more is read.
struct PendingCommands {
  /// Worked for at a time: a cancel takes as long as its agents do.
  static let atOnce = 8
  /// Waiting ones beyond which reading stops. What one read brings is taken in any case.
  static let maximumWaiting = 64

  private var working = 0
  private var waiting: [String] = []
  /// A read was put off.
  var isReadingWanted = false

  var mayRead: Bool { waiting.count < Self.maximumWaiting }

  /// - Returns: whether the command may be taken now; else it waits.
  mutating func admit(_ text: String) -> Bool {
    guard working >= Self.atOnce || !waiting.isEmpty else { return true }
    waiting.append(text)
    return false
  }

  mutating func begin() { working += 1 }

  mutating func finishCurrent() { working -= 1 }

  /// - Returns: the next one that may be taken now.
  mutating func nextCommand() -> String? {
    guard working < Self.atOnce, !waiting.isEmpty else { return nil }
    return waiting.removeFirst()
  }
}
