import HermesContract
import Synchronization

/// How much a remote agent may send in one call over all its answers and streams, and how much may be made of it:
/// it could fill the journal otherwise, one valid event after another.
final class RemoteBudget: Sendable {
  static let standardBytes = 64 << 20

  private let what: String
  private let limit: Int
  private let taken = Atomic(0)

  /// - Parameter what: for the message of a call that has no more left.
  init(of what: String, limit: Int = standardBytes) {
    self.what = what
    self.limit = limit
  }

  /// - Throws: `tooLarge` when it is more than the limit with these.
  func spend(_ bytes: Int) throws(RemoteFault) {
    guard taken.add(bytes, ordering: .relaxed).newValue <= limit else {
      throw .tooLarge(what: what, limit: limit)
    }
  }

  /// As `spend(_:)`, for an event: it takes more in the journal than its texts.
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
