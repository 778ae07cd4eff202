import Synchronization

/// How much a remote agent may send in one call, over all its answers and streams: it could fill the
/// journal otherwise, one valid event after another.
final class RemoteBudget: Sendable {
  static let standardBytes = 64 << 20

  private let limit: Int
  private let received = Atomic(0)

  init(limit: Int = standardBytes) { self.limit = limit }

  /// - Throws: `tooLarge` when it is more than the limit with these.
  func take(_ bytes: Int) throws(RemoteFault) {
    guard received.add(bytes, ordering: .relaxed).newValue <= limit else {
      throw .tooLarge(what: "answers to one call", limit: limit)
    }
  }
}
