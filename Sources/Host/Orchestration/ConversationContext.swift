import HermesContract

/// What was said and made in a conversation before a task began: what agents are told, and what
/// "now add error handling" means.
///
/// Only what had ended when the task began counts, so that a restart finds the same.
struct ConversationContext: Sendable {
  /// Something that an earlier task made and that a later one can go on with.
  struct Material: Sendable, Equatable {
    var task: TaskID
    /// nil: the request of that task brought it along.
    var artifact: String?
    var part: Part

    var json: JSONValue {
      [
        "task_id": .string(task.text), "artifact_id": artifact.map(JSONValue.string) ?? .null,
        "media_type": .string(part.mediaType),
        "filename": part.filename.map(JSONValue.string) ?? .null,
      ]
    }
  }

  /// Earlier tasks that agents are told of.
  static let maximumTasks = 8
  /// Of each message; the rest is cut off.
  static let maximumCharacters = 4000
  /// A larger artifact is not gone on with.
  static let maximumMaterialBytes = 256 << 10

  /// Oldest first: what the user asked, and what was answered.
  var history: [Message] = []
  var material: Material?
  /// The newest table or other data that a request brought along.
  var data: Material?

  init() {}

  /// - Parameter startedAt: when `task` began for the first time.
  init(of task: TaskRecord, startedAt: Timestamp, _ store: any TaskStore) async throws {
    let earlier = try await store.completedTasks(
      in: task.conversation, owner: task.owner, until: startedAt, limit: Self.maximumTasks)
    for turn in earlier.reversed() {
      history.append(Self.message(turn, .user, turn.query))
      history.append(Self.message(turn, .agent, turn.result ?? ""))
    }
    data = earlier.lazy.compactMap(Self.data).first
    guard let newest = earlier.first else { return }
    material = Self.material(newest.id, try await store.artifacts(of: newest.id))
  }

  private static func message(_ task: TaskRecord, _ role: Message.Role, _ text: String) -> Message {
    let id = role == .user ? task.message.id : task.id.text
    return Message(id: id, role: role, parts: [Part(text: String(text.prefix(maximumCharacters)))])
  }

  private static func data(of task: TaskRecord) -> Material? {
    let types = [
      "text/csv", "text/tsv", "text/tab-separated-values", "application/json", "application/ndjson",
    ]
    let part = RequestText(task.message).code.first { part in
      types.contains(MediaModes.essence(of: part.mediaType)) && part.blob == nil
        && part.bytes <= maximumMaterialBytes
    }
    return part.map { Material(task: task.id, artifact: nil, part: $0) }
  }

  /// What a task was for: the first thing that its last step made.
  static func material(_ task: TaskID, _ artifacts: [StepArtifact]) -> Material? {
    guard let last = artifacts.map(\.step).max(),
      let artifact = artifacts.first(where: { $0.step == last })?.artifact,
      let part = artifact.parts.first, artifact.parts.count == 1, part.blob == nil,
      part.mediaType != Part.plainText, part.bytes <= maximumMaterialBytes
    else { return nil }
    return Material(task: task, artifact: artifact.id, part: part)
  }
}
