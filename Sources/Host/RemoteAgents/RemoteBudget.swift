import HermesContract
import Synchronization

/// Limits how much a remote agent may send in one call, over all its answers and streams, and how
/// much may be made from it. Otherwise it could fill the journal with one valid event after
/// another.
final class RemoteBudget: Sendable {
  static let standardBytes = 64 << 20

  private let what: String
  private let limit: Int
  private let taken = Atomic(0)

  /// - Parameter what: used in the message of a call that exceeds it.
  init(of what: String, limit: Int = standardBytes) {
    self.what = what
    self.limit = limit
  }

  /// - Throws: `tooLarge` if these bytes exceed the limit.
  func spend(_ bytes: Int) throws(RemoteFault) {
    guard taken.add(bytes, ordering: .relaxed).newValue <= limit else {
      throw .tooLarge(what: what, limit: limit)
    }
  }

  /// As `spend(_:)`, for an event, which takes more room in the journal than its text.
  func spend(on emission: AgentEmission) throws(RemoteFault) {
    let texts =
      switch emission {
      case .chunk(let id, let name, let mediaType, let text, _, _):
        id.utf8.count + name.utf8.count + mediaType.utf8.count + text.utf8.count
      case .thinking(let text): text.utf8.count
      case .event(_, let payload): JSONWriter.bytes(payload).count
      default: 0
      }
    try spend(texts + 256)
  }
}
