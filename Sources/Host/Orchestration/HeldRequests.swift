import HermesContract

/// Bounds the bytes of requests that wait or run: all are in memory until they end.
struct HeldRequests: Sendable {
  private let perUser: Int
  private let total: Int
  private var held: [TaskID: (owner: UserID, bytes: Int)] = [:]
  private var perOwner: [UserID: Int] = [:]
  private var sum = 0

  /// - Parameters:
  ///   - perUser: bytes of one user's requests, beyond the first.
  ///   - total: bytes of everybody's, beyond the first of each user.
  init(perUser: Int = 16 << 20, total: Int = 256 << 20) {
    self.perUser = perUser
    self.total = total
  }

  /// - Throws: `too_many_tasks`.
  mutating func admit(_ task: TaskRecord) throws(HermesError) {
    let bytes = Self.bytes(of: task.message)
    let own = perOwner[task.owner, default: 0]
    guard own == 0 || own + bytes <= perUser && sum + bytes <= total else {
      throw HermesError(
        "too_many_tasks",
        "Your requests that wait or run have \(own) bytes, and no more is taken now. Wait for one to end.",
        isRetryable: true, retryAfter: .seconds(5))
    }
    add(task)
  }

  /// Counts what cannot be refused any more.
  mutating func add(_ task: TaskRecord) {
    guard held[task.id] == nil else { return }
    let bytes = Self.bytes(of: task.message)
    held[task.id] = (task.owner, bytes)
    perOwner[task.owner, default: 0] += bytes
    sum += bytes
  }

  mutating func remove(_ task: TaskID) {
    guard let (owner, bytes) = held.removeValue(forKey: task) else { return }
    sum -= bytes
    let left = perOwner[owner, default: 0] - bytes
    perOwner[owner] = left > 0 ? left : nil
  }

  /// A part takes some besides its texts.
  private static func bytes(of message: Message) -> Int {
    message.parts.reduce(256 + message.id.utf8.count) { sum, part in
      let names = part.mediaType.utf8.count + (part.filename?.utf8.count ?? 0)
      return sum + part.text.utf8.count + names + 256
    }
  }
}
