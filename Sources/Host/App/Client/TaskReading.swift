import HermesContract
import HermesTerminal

/// A source of tasks: a server, or a data directory that no server is using.
protocol TaskReading: Sendable {
  /// A page of tasks, newest first, in the format of `GET /api/v1/tasks`.
  /// - Parameter limit: 1 to 100.
  func tasks(limit: Int, after cursor: String?) async throws -> JSONValue
  /// A task in the format of `GET /api/v1/tasks/{id}`.
  /// - Throws: `CommandFailure` with the code `task_not_found`.
  func taskJSON(id: String) async throws -> JSONValue
  func content(_ artifact: TaskResults.Artifact, of task: String) async throws -> [UInt8]
}

extension APIClient: TaskReading {
  func tasks(limit: Int, after cursor: String?) async throws -> JSONValue {
    try await send(
      "GET", to: "/api/v1/tasks?limit=\(limit)" + (cursor.map { "&cursor=\($0)" } ?? ""),
      expecting: "tasks")
  }

  func taskJSON(id: String) async throws -> JSONValue {
    try await send("GET", to: "/api/v1/tasks/\(id)", expecting: "task_id")
  }

  func content(_ artifact: TaskResults.Artifact, of task: String) async throws -> [UInt8] {
    try await content(artifact.href)
  }
}

extension TaskReading {
  /// How many pages are searched for a beginning of an id.
  private var mostPages: Int { 50 }

  /// The only task whose id begins with the prefix.
  /// - Throws: `CommandFailure` if there is none, or if there are several.
  func findTask(_ prefix: IDPrefix) async throws -> JSONValue {
    if prefix.isWhole { return try await taskJSON(id: prefix.text) }
    var found: [String] = []
    var cursor: String?
    var count = 0
    for _ in 0..<mostPages {
      let page = try await tasks(limit: 100, after: cursor)
      let ids = (page["tasks"]?.array ?? []).compactMap { $0["task_id"]?.string }
      count += ids.count
      found += ids.filter(prefix.matches)
      cursor = page["next_cursor"]?.string
      if cursor == nil { break }
    }
    guard let first = found.first else {
      let place = cursor == nil ? "" : " among your newest \(count) tasks"
      throw CommandFailure(
        message: "No task begins with \(prefix.text)\(place). hermes tasks lists yours.",
        code: "task_not_found")
    }
    guard found.count == 1 else {
      let shown = found.prefix(3).joined(separator: ", ") + (found.count > 3 ? " and others" : "")
      throw CommandFailure(
        message: "\(found.count) tasks begin with \(prefix.text): \(shown). Type more of the id.")
    }
    return try await taskJSON(id: first)
  }
}
