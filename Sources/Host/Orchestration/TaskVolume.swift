import Synchronization

/// How much a running task's agents have streamed since somebody looked whether its owner has room for it: a
/// task that began within a quota must not pass it without end.
final class TaskVolume: Sendable {
  /// Bytes of events from one look to the next. So much of each running task may pass a quota.
  static let interval = 256 << 10

  private let bytes = Atomic<Int>(0)
  /// It is time for a look. One that is not yet taken stands for those after it.
  let looks: AsyncStream<Void>
  private let due: AsyncStream<Void>.Continuation

  init() { (looks, due) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

  /// Counts what is about to be stored. From any thread; does not block.
  func add(_ count: Int) {
    let sum = bytes.add(count, ordering: .relaxed)
    if sum.oldValue / Self.interval != sum.newValue / Self.interval { due.yield() }
  }
}
