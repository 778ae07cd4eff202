import AgentABI
import Synchronization

/// The open calls of one instance, and the tokens of calls that the host ended recently.
///
/// Tokens come from one counter for the whole process, so that this table never contains a token
/// of another instance. The number of remembered tokens is bounded: past `remembered` the oldest
/// is forgotten, and using it counts as misuse.
struct CallTable {
  private static let counter = Atomic<UInt64>(0)
  private static let remembered = 4096

  private(set) var open: [hermes_call: Call] = [:]
  private var ended: Set<hermes_call> = []
  private var endedInOrder: [hermes_call] = []
  private var oldest = 0

  /// Never 0, and unique within the process.
  static func newToken() -> hermes_call {
    counter.add(1, ordering: .relaxed).newValue
  }

  mutating func insert(_ call: Call) { open[call.token] = call }

  /// Removes a closed call. `endedByHost` if the host ended it.
  mutating func remove(_ token: hermes_call, endedByHost: Bool) {
    guard open.removeValue(forKey: token) != nil, endedByHost else { return }
    ended.insert(token)
    if endedInOrder.count < Self.remembered {
      endedInOrder.append(token)
    } else {
      ended.remove(endedInOrder[oldest])
      endedInOrder[oldest] = token
      oldest = (oldest + 1) % Self.remembered
    }
  }

  func wasEndedByHost(_ token: hermes_call) -> Bool { ended.contains(token) }
}
