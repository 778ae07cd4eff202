import HermesContract

/// Limits the bytes of requests that are waiting or running. They stay in memory until the task
/// ends or waits for a person.
struct HeldRequests: Sendable {
  private let perUser: Int
  private let total: Int
  /// What each user may always have, even when the total is exceeded.
  private let share: Int
  private var held: [TaskID: (owner: UserID, bytes: Int)] = [:]
  private var perOwner: [UserID: Int] = [:]
  private var sum = 0

  /// - Parameters:
  ///   - perUser: bytes of one user's requests, not counting the first.
  ///   - total: bytes of all users' requests, not counting each user's share.
  ///   - share: bytes that each user may always have.
  init(perUser: Int = 16 << 20, total: Int = 256 << 20, share: Int = 256 << 10) {
    self.perUser = perUser
    self.total = total
    self.share = share
  }

  /// - Throws: `too_many_tasks`.
  mutating func admit(_ task: TaskRecord) throws(HermesError) {
    let bytes = Self.bytes(of: task.message)
    let own = perOwner[task.owner, default: 0]
    guard hasRoom(for: bytes, of: task.owner) else {
      throw HermesError(
        .tooManyTasks,
        message:
          "Your requests that wait or run have \(own) bytes, and no more is taken now. Wait for one to end.",
        isRetryable: true, retryAfter: .seconds(5))
    }
    add(task.id, owner: task.owner, bytes: bytes)
  }

  /// Counts a task whose request is about to be read again.
  /// - Returns: false if there is no room for it at the moment.
  mutating func admit(_ task: QueuedTask) -> Bool {
    guard hasRoom(for: task.bytes, of: task.owner) else { return false }
    add(task.id, owner: task.owner, bytes: task.bytes)
    return true
  }

  private func hasRoom(for bytes: Int, of owner: UserID) -> Bool {
    let own = perOwner[owner, default: 0]
    return own == 0
      || own + bytes <= perUser && (sum + bytes <= total || own + bytes <= share)
  }

  private mutating func add(_ task: TaskID, owner: UserID, bytes: Int) {
    guard held[task] == nil else { return }
    held[task] = (owner, bytes)
    perOwner[owner, default: 0] += bytes
    sum += bytes
  }

  mutating func remove(_ task: TaskID) {
    guard let (owner, bytes) = held.removeValue(forKey: task) else { return }
    sum -= bytes
    let left = perOwner[owner, default: 0] - bytes
    perOwner[owner] = left > 0 ? left : nil
  }

  /// Each part also has a fixed cost besides its text.
  static func bytes(of message: Message) -> Int {
    message.parts.reduce(256 + message.id.utf8.count) { sum, part in
      let names = part.mediaType.utf8.count + (part.filename?.utf8.count ?? 0)
      return sum + part.text.utf8.count + names + 256
    }
  }
}
