/// What a server has done since it started, apart from its streams.
package final class ServerMetrics: Sendable {
  /// A kind of request that is counted: requests are never counted by user or task.
  package struct RequestClass: Hashable, Sendable {
    /// The part of the API, such as "tasks"; "none" if there is no such route.
    package let name: String
    /// The HTTP status of the answer.
    package let status: Int

    package init(name: String, status: Int) {
      self.name = name
      self.status = status
    }
  }

  /// The states in which tasks end.
  package static let endings: [TaskStatus] = [.completed, .failed, .cancelled]

  /// Answered HTTP requests.
  package let requests = Counters<RequestClass>()
  /// Lines of the audit log.
  package let audit = Counters(of: AuditEvent.allCases)
  /// Completions that were asked of models, by "completed", "cancelled" or an error code.
  package let completions = Counters(of: ["completed", "cancelled"])
  /// Tokens that models were given.
  package let promptTokens = Counter()
  /// Tokens that models answered.
  package let completionTokens = Counter()
  /// How long ended tasks have run, in seconds, without the time in which they waited for a person.
  package let taskSeconds: [TaskStatus: Histogram]

  /// All at zero.
  package init() {
    taskSeconds = Dictionary(
      uniqueKeysWithValues: Self.endings.map {
        ($0, Histogram(bounds: [0.01, 0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 300, 1800]))
      })
  }

  /// Counts a task that has ended.
  package func taskEnded(_ status: TaskStatus, after seconds: Double) {
    taskSeconds[status]?.record(seconds)
  }
}
