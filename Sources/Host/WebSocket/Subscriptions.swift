import HermesContract
import HermesEvents
import NIOCore

/// The tasks that one socket follows by name, each from its own position. On its loop only.
///
/// Everything goes through the channel: bypassing it for one task would cut into the channel's
/// pending output for another.
final class Subscriptions {
  static let maximum = 100

  private enum Entry {
    /// The task is being looked up.
    case opening
    case open(Subscription)
  }

  let hub: LoopHub
  private let loop: any EventLoop
  private var entries: [TaskID: Entry] = [:]
  private var turn = ReadingTurn<TaskID>()
  private var isHolding = false
  private var isServing = false

  init(loop: any EventLoop, hub: LoopHub) {
    self.loop = loop
    self.hub = hub
  }

  /// - Throws: `already_subscribed` or `too_many_subscriptions`.
  func begin(_ task: TaskID) throws(HermesError) {
    guard entries[task] == nil else {
      throw HermesError(.alreadySubscribed, message: "This socket follows the task already.")
    }
    guard entries.count < Self.maximum else {
      throw HermesError(
        .tooManySubscriptions,
        message: "One socket follows at most \(Self.maximum) tasks. Unsubscribe, or open another.")
    }
    entries[task] = .opening
  }

  /// Whether the task is still wanted after it was looked up.
  func isOpening(_ task: TaskID) -> Bool {
    if case .opening = entries[task] { true } else { false }
  }

  func open(_ subscription: Subscription) {
    // `begin` has reserved the place, so there should be nothing to stop.
    if case .open(let earlier) = entries[subscription.task] { earlier.subscriber?.stop() }
    entries[subscription.task] = .open(subscription)
  }

  func isOpen(_ subscription: Subscription) -> Bool {
    if case .open(subscription) = entries[subscription.task] { true } else { false }
  }

  /// - Returns: the seq of the last event that was sent; nil if the task is not followed.
  func end(_ task: TaskID) -> Int64? {
    guard let entry = entries.removeValue(forKey: task) else { return nil }
    guard case .open(let subscription) = entry else { return 0 }
    subscription.subscriber?.stop()
    turn.leave(task)
    serveLater()
    return subscription.subscriber?.position ?? 0
  }

  func stop() {
    for task in Array(entries.keys) { _ = end(task) }
  }

  private func subscriber(_ task: TaskID) -> Subscriber? {
    if case .open(let subscription) = entries[task] { subscription.subscriber } else { nil }
  }

  // MARK: - Sharing the connection

  /// The connection has something to write: nothing new starts until `release`.
  func hold() {
    guard !isHolding else { return }
    isHolding = true
    for task in entries.keys { subscriber(task)?.hold() }
  }

  func release() {
    guard isHolding else { return }
    isHolding = false
    for task in Array(entries.keys) { subscriber(task)?.release() }
    serve()
  }

  func mayRead(_ task: TaskID) -> Bool {
    if turn.claim(task) { return true }
    serveLater()
    return false
  }

  func isLevel(_ task: TaskID) {
    turn.leave(task)
    serveLater()
  }

  /// Deferred, because a stream that gets the turn may give it back before this returns.
  private func serveLater() {
    guard turn.isWaitedFor, !isServing else { return }
    let bound = NIOLoopBound(self, eventLoop: loop)
    loop.execute { bound.value.serve() }
  }

  private func serve() {
    guard !isServing else { return }
    isServing = true
    while !isHolding, let task = turn.next() {
      if let subscriber = subscriber(task) { subscriber.release() } else { turn.leave(task) }
    }
    isServing = false
  }
}

/// One task of a socket that follows several.
final class Subscription: EventSink, Equatable {
  let task: TaskID
  var subscriber: Subscriber?
  let encoding: any EventEncoding
  private weak var socket: StreamSocket?

  init(_ task: TaskID, on socket: StreamSocket) {
    self.task = task
    self.socket = socket
    encoding = socket.encoding
  }

  static func == (left: Subscription, right: Subscription) -> Bool { left === right }

  var descriptor: CInt { -1 }
  var isIdle: Bool { socket?.isIdle ?? false }

  func write(_ bytes: ArraySlice<UInt8>, onWritten: @escaping () -> Void) {
    socket?.write(bytes, onWritten: onWritten)
  }

  func mayRead() -> Bool { socket?.subscriptions?.mayRead(task) ?? false }
  func isLevel() { socket?.subscriptions?.isLevel(task) }
  func streamEnded() { socket?.endSubscription(to: task, reason: "task_ended") }
  func streamFailed() { socket?.failSubscription(task) }
}
