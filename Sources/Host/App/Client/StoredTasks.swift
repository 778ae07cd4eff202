import HermesContract
import HermesHTTP
import HermesOrchestration
import HermesStorage
import HermesTerminal

/// Reads the operator's tasks from a data directory that no server is using. Starts nothing.
struct StoredTasks: TaskReading {
  private static let pageBytes = 1 << 20
  private let store: any TaskStore
  private let blobs: BlobFiles
  private let owner = UserID("operator")

  /// Opens the directory for the duration of `body`.
  static func withTasks<Value>(
    in directory: DataDirectory, lock: DataDirectory.Lock,
    _ body: (StoredTasks) async throws -> Value
  ) async throws -> Value {
    defer { lock.release() }
    let blobs = try BlobFiles(folder: directory.blobs)
    defer { blobs.stop() }
    let store = try SQLiteStore(path: directory.database)
    // The work is done: an error at closing changes nothing for the user of the command.
    defer { try? store.close() }
    return try await body(StoredTasks(store: store, blobs: blobs))
  }

  func tasks(limit: Int, after cursor: String?) async throws -> JSONValue {
    let before = cursor.map { TaskID($0) }
    if let before, try await store.outline(of: before, owner: owner) == nil { throw notFound }
    let page = try await store.tasks(
      owner: owner, before: before, limit: limit, maximumBytes: Self.pageBytes)
    let isMore = page.isCut || page.records.count == limit
    let last = page.records.last.map { JSONValue.string($0.id.text) } ?? .null
    return [
      "tasks": .array(page.records.map { .object($0.summary(under: .none)) }),
      "next_cursor": isMore ? last : .null,
    ]
  }

  func taskJSON(id: String) async throws -> JSONValue {
    guard let detail = try await store.detail(of: TaskID(id), owner: owner) else { throw notFound }
    return detail.json(under: .none)
  }

  func content(_ artifact: TaskResults.Artifact, of task: String) async throws -> [UInt8] {
    let id = TaskID(task)
    let summary = try await store.artifactSummaries(of: id).first {
      $0.href(of: id) == artifact.href
    }
    guard let summary, let found = try await store.artifact(summary, of: id) else { return [] }
    var bytes: [UInt8] = []
    for part in found.parts {
      guard let blob = part.blob else {
        bytes += Array(part.text.utf8)
        continue
      }
      let content = try await blobs.read(blob.id, task: id, offset: 0, count: blob.bytes)
      guard let content, content.count == blob.bytes else {
        throw CommandFailure(
          message: HermesError.contentMissing.message, code: HermesError.contentMissing.code)
      }
      bytes += content
    }
    return bytes
  }

  private var notFound: CommandFailure {
    let error = HermesError.taskNotFound
    return CommandFailure(
      message: ServerWords.text(code: error.code, message: error.message), code: error.code)
  }
}
