import HermesContract
import HermesEvents

/// What was said and made in a conversation before a task began. It gives agents their history and
/// gives "now add error handling" its meaning.
///
/// Only tasks that had ended when this one began are used, so that a restart sees the same
/// context.
struct ConversationContext: Sendable {
  /// Something from an earlier task that a later one can continue with.
  struct Material: Sendable, Equatable {
    var task: TaskID
    /// nil if the request of that task brought the material along.
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

  /// How many earlier tasks are passed to agents.
  static let maximumTasks = 8
  /// The longest message, in characters; the rest is cut off.
  static let maximumCharacters = 4000
  /// Bytes of earlier requests that are read for the material they brought along, newest first.
  static let maximumMessageBytes = 512 << 10
  /// The largest artifact, in bytes, that a later task can continue with.
  static let maximumMaterialBytes = 256 << 10

  /// Oldest first: what the user asked and what was answered.
  var history: [Message] = []
  var material: Material?
  /// The newest table or other data that a request brought along.
  var data: Material?
  /// The newest code that was made or brought along. A report or a README about it does not replace
  /// it.
  var code: Material?
  /// The text that a request brought along, if only documents have been made since.
  var text: Material?

  var hasMaterial: Bool { material != nil || data != nil || code != nil || text != nil }

  init() {}

  /// - Parameter startedAt: when `task` first started.
  init(
    of task: TaskRecord, startedAt: Timestamp, store: any ConversationStore & ResultStore,
    reading: RequestReading
  ) async throws {
    guard !task.beginsConversation else { return }
    let earlier = try await store.earlierTurns(
      in: task.conversation, owner: task.owner, until: startedAt, limit: Self.maximumTasks,
      maximumBytes: Self.maximumMessageBytes)
    for turn in earlier.reversed() where !turn.isFailed {
      history.append(Self.message(of: turn, role: .user, text: turn.query))
      history.append(Self.message(of: turn, role: .agent, text: turn.result ?? ""))
    }
    var hasProduct = false
    var isAboutText = true
    for turn in earlier where data == nil || code == nil || !hasProduct {
      var brought: [Part] = []
      if let message = turn.message {
        brought = try await reading.run(of: task.owner, bytes: message.bytes) {
          RequestText(message).code
        }
      }
      data = data ?? Self.brought(brought, by: turn.task, where: Self.isData)
      // A partial result of a failed task is not something to continue with.
      let made = turn.isFailed ? [] : try await store.artifactSummaries(of: turn.task)
      if isAboutText {
        if brought.count == 1 { text = Self.brought(brought, by: turn.task, where: Self.isText) }
        isAboutText =
          turn.message != nil && brought.isEmpty && made.allSatisfy { Self.isText($0.mediaType) }
      }
      if code == nil {
        let madeCode = made.filter { Self.isCode($0.mediaType) }
        code =
          try await Self.product(of: madeCode, task: turn.task, store: store)
          ?? Self.brought(brought, by: turn.task, where: Self.isCode)
      }
      // A thank-you in between produces nothing and changes nothing.
      guard !hasProduct, made.contains(where: { $0.mediaType != Part.plainText }) else { continue }
      hasProduct = true
      material = try await Self.product(of: made, task: turn.task, store: store)
    }
  }

  private static func message(
    of turn: EarlierTurn, role: Message.Role, text: String
  ) -> Message {
    let id = role == .user ? turn.message?.id ?? "\(turn.task)-request" : turn.task.text
    return Message(id: id, role: role, parts: [Part(text: String(text.prefix(maximumCharacters)))])
  }

  private static func isData(_ mediaType: String) -> Bool {
    let types = [
      "text/csv", "text/tsv", "text/tab-separated-values", "application/json", "application/ndjson",
    ]
    return types.contains(MediaModes.essence(of: mediaType))
  }

  private static func isText(_ mediaType: String) -> Bool {
    [Part.plainText, "text/markdown"].contains(MediaModes.essence(of: mediaType))
  }

  private static func isCode(_ mediaType: String) -> Bool { mediaType.hasPrefix("text/x-") }

  /// The first part of a suitable type that a request brought along.
  private static func brought(
    _ parts: [Part], by task: TaskID, where isMeant: (String) -> Bool
  ) -> Material? {
    let part = parts.first { part in
      isMeant(part.mediaType) && part.blob == nil && part.bytes <= maximumMaterialBytes
    }
    return part.map { Material(task: task, artifact: nil, part: $0) }
  }

  private static func product(
    of made: [ArtifactSummary], task: TaskID, store: any ResultStore
  ) async throws -> Material? {
    guard let summary = product(of: made),
      let artifact = try await store.artifact(summary, of: task)
    else { return nil }
    return material(task: task, artifact: artifact)
  }

  /// The main result of a task: the first artifact of its last step.
  static func product(of made: [ArtifactSummary]) -> ArtifactSummary? {
    let last = made.map(\.step).max()
    return made.first { $0.step == last && $0.bytes <= maximumMaterialBytes }
  }

  /// nil if no later task could continue with it.
  static func material(task: TaskID, artifact: Artifact) -> Material? {
    guard let part = artifact.parts.first, artifact.parts.count == 1, part.blob == nil,
      part.mediaType != Part.plainText, part.bytes <= maximumMaterialBytes
    else { return nil }
    return Material(task: task, artifact: artifact.id, part: part)
  }
}
