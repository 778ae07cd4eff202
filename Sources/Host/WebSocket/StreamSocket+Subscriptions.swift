import HermesContract
import HermesEvents
import HermesStreams

/// `subscribe` and `unsubscribe`, on sockets opened with follow=none.
extension StreamSocket {
  func subscribe(_ json: JSONValue) {
    guard let identity, let (subscriptions, id) = subscriptionFrame(json) else { return }
    let after = json["after"]?.int
    guard json["after"] == nil || after.map({ $0 >= 0 }) == true else {
      return answer(
        HermesError(.invalidField, message: "after must be a seq, 0 or more."), task: id)
    }
    do throws(HermesError) { try subscriptions.begin(id) } catch { return answer(error, task: id) }
    onLoop { [services] in
      try await services.turns.taken(by: identity.user) {
        try await services.tasks.outline(of: id, owner: identity.user)
      }
    } then: { socket, result in
      guard let subscriptions = socket.subscriptions, subscriptions.isOpening(id) else { return }
      do {
        try socket.open(
          try result.get(), after: after, epoch: json["epoch"]?.string, subscriptions: subscriptions
        )
      } catch {
        _ = subscriptions.end(id)
        socket.answer(error as? HermesError ?? .historyUnreadable, task: id)
      }
    }
  }

  private func open(
    _ task: TaskRecord, after: Int64?, epoch: String?, subscriptions: Subscriptions
  ) throws(HermesError) {
    guard let registration, let identity else { return }
    try services.connections.follow(task.id, on: registration)
    let start = StartingPoint(task, after: after, epoch: epoch, journal: services.epoch)
    let subscription = Subscription(task.id, on: self)
    let subscriber = Subscriber(
      topic: .task(task.id), reader: identity.user, after: start.position, hub: subscriptions.hub,
      broadcaster: services.broadcaster, sink: subscription)
    subscription.subscriber = subscriber
    subscriptions.open(subscription)
    let subscribed = ServerFrame.subscribed(
      task: task, epoch: services.epoch, recovered: start.isRecovered)
    let frames = [subscribed] + (start.gap.map { [$0] } ?? [])
    write(frames.flatMap { Frame.encode(.text, payload: JSONWriter.bytes($0)) }[...]) { [self] in
      // The client may have unsubscribed while this was written.
      guard subscriptions.isOpen(subscription) else { return }
      if start.isComplete {
        endSubscription(to: task.id, reason: "task_ended")
      } else {
        subscriber.start()
      }
    }
  }

  func unsubscribe(_ json: JSONValue) {
    guard let (_, id) = subscriptionFrame(json) else { return }
    if !endSubscription(to: id, reason: "requested") {
      answer(
        HermesError(.notSubscribed, message: "This socket does not follow the task."), task: id)
    }
  }

  /// What both frames require; the client has been told what is missing.
  private func subscriptionFrame(_ json: JSONValue) -> (Subscriptions, TaskID)? {
    guard let subscriptions else {
      answer(
        HermesError(
          .alreadyFollowing, message: "This socket follows all it can; open another for more."))
      return nil
    }
    return taskID(in: json).map { (subscriptions, $0) }
  }

  /// - Returns: false if the task was not followed.
  @discardableResult
  func endSubscription(to task: TaskID, reason: String) -> Bool {
    guard let lastSeq = subscriptions?.end(task) else { return false }
    if let registration { services.connections.unfollow(task, on: registration) }
    send(ServerFrame.unsubscribed(task: task, lastSeq: lastSeq, reason: reason))
    return true
  }

  func failSubscription(_ task: TaskID) {
    answer(.historyUnreadable, task: task)
    endSubscription(to: task, reason: "failed")
  }

  func taskDeleted(_ task: TaskID) {
    if task == self.task { return close(code: CloseCode.notFound, reason: "The task was deleted.") }
    endSubscription(to: task, reason: "task_deleted")
  }
}

extension HermesError {
  fileprivate static let historyUnreadable = HermesError(
    .journalUnavailable, message: "The history could not be read. Subscribe again with after.",
    isRetryable: true)
}
