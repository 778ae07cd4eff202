import Hummingbird
import NIOCore
import Synchronization

/// A request's body that gives its share back once it has been read: what waits for an answer may wait long.
struct CountedBody: AsyncSequence, Sendable {
  fileprivate final class Holder: Sendable {
    private let share: Mutex<HeldBodies.Share?>

    init(_ share: HeldBodies.Share) { self.share = Mutex(share) }

    func giveBack() { share.withLock { $0 = nil } }
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var base: Hummingbird.RequestBody.AsyncIterator
    private let holder: Holder

    fileprivate init(_ base: Hummingbird.RequestBody.AsyncIterator, _ holder: Holder) {
      self.base = base
      self.holder = holder
    }

    mutating func next() async throws -> ByteBuffer? {
      if let piece = try await base.next() { return piece }
      holder.giveBack()
      return nil
    }
  }

  private let base: Hummingbird.RequestBody
  private let holder: Holder

  init(_ base: Hummingbird.RequestBody, _ share: HeldBodies.Share) {
    self.base = base
    holder = Holder(share)
  }

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(base.makeAsyncIterator(), holder)
  }
}
