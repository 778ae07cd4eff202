import Synchronization

/// How much a running task has streamed since its owner's quota was last checked. A task that began
/// within its quota must not exceed it without limit.
final class TaskVolume: Sendable {
  /// Bytes of events between two checks. Each running task may exceed a quota by this much.
  static let interval = 256 << 10

  private let bytes = Atomic<Int>(0)
  /// Yields when a check is due. One that has not been consumed stands for later ones.
  let looks: AsyncStream<Void>
  private let due: AsyncStream<Void>.Continuation

  init() { (looks, due) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

  /// Counts bytes that are about to be stored. Any thread; does not block.
  func add(_ count: Int) {
    let sum = bytes.add(count, ordering: .relaxed)
    if sum.oldValue / Self.interval != sum.newValue / Self.interval { due.yield() }
  }
}
