import HermesContract
import Hummingbird
import NIOCore
import Synchronization

/// A request body whose received bytes are counted until it has been processed (`Holder.giveBack`):
/// a request may wait for a long time, and a client that sends nothing must not take anything from
/// others.
struct CountedBody: AsyncSequence, Sendable {
  final class Holder: Sendable {
    private struct State: Sendable {
      var share: HeldBodies.Share?
      var size = 0
    }

    private let state: Mutex<State>

    init(_ share: HeldBodies.Share) { state = Mutex(State(share: share)) }

    fileprivate func count(_ bytes: Int) throws(HermesError) {
      let (share, size) = state.withLock { state in
        state.size += bytes
        return (state.share, state.size)
      }
      try share?.grow(to: size, else: .manyRequests)
    }

    /// No part of the body is held any more.
    func giveBack() { state.withLock { $0.share = nil } }
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var base: Hummingbird.RequestBody.AsyncIterator
    private let holder: Holder

    fileprivate init(base: Hummingbird.RequestBody.AsyncIterator, holder: Holder) {
      self.base = base
      self.holder = holder
    }

    /// - Throws: `too_many_connections` if the client's requests hold too much.
    mutating func next() async throws -> ByteBuffer? {
      guard let piece = try await base.next() else { return nil }
      try holder.count(piece.readableBytes)
      return piece
    }
  }

  private let base: Hummingbird.RequestBody
  let holder: Holder

  init(_ base: Hummingbird.RequestBody, share: HeldBodies.Share) {
    self.base = base
    holder = Holder(share)
  }

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(base: base.makeAsyncIterator(), holder: holder)
  }
}

extension HermesError {
  fileprivate static let manyRequests = HermesError(
    .tooManyConnections,
    message:
      "This client is sending large requests on many connections. Send fewer at the same time.",
    isRetryable: true)
}
