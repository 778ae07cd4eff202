import HTTPTypes
import HermesContract
import HermesOrchestration
import Hummingbird

/// `/conversations`: tasks that belong together.
struct ConversationRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    routes.add(
      .get, "/api/v1/conversations", "Your conversations, latest first",
      query: ["limit", "cursor"], list)
    routes.add(
      .get, "/api/v1/conversations/{id}", "A conversation with its messages",
      query: ["limit", "cursor"], get)
    routes.add(
      .delete, "/api/v1/conversations/{id}", "Delete a conversation with its tasks", delete)
  }

  private func list(_ request: Request, _ context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context)
    let limit = try request.number("limit", default: 20, in: 1...100)
    let before = try request.cursor().map { ConversationID($0) }
    if let before, try await !services.tasks.hasConversation(before, owner: identity.user) {
      throw HermesError.badCursor
    }
    let found = try await services.turn(of: identity.user, context) {
      try await services.tasks.conversations(
        owner: identity.user, before: before, limit: Int(limit))
    }
    return .json([
      "conversations": .array(found.map { .object($0.summary) }),
      "next_cursor": found.count == Int(limit)
        ? found.last.map { .string($0.id.text) } ?? .null : .null,
    ])
  }

  private func get(_ request: Request, _ context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context)
    let id = ConversationID(try context.parameters.require("id"))
    let conversation = try await services.turn(of: identity.user, context) {
      try await services.tasks.conversation(id, owner: identity.user)
    }
    guard let found = conversation else {
      throw HermesError.conversationNotFound
    }
    let limit = try request.number("limit", default: 100, in: 1...100)
    let after = try request.cursor().map { TaskID($0) }
    if let after,
      try await services.tasks.outline(of: after, owner: identity.user)?.conversation != id
    {
      throw HermesError.badCursor
    }
    let page = try await services.turn(of: identity.user, context) {
      try await services.tasks.tasks(
        in: id, owner: identity.user, after: after, limit: Int(limit),
        maximumBytes: TaskRoutes.pageBytes)
    }
    var object = found.summary
    object["messages"] = .array(page.records.flatMap(Self.messages))
    object["tasks"] = .array(page.records.map { .object($0.summary) })
    object["next_cursor"] = page.nextCursor(limit: Int(limit))
    return .json(.object(object))
  }

  /// The request, and the answer if there is one.
  private static func messages(_ task: TaskRecord) -> [JSONValue] {
    var messages: [JSONValue] = [
      [
        "role": "user", "task_id": .string(task.id.text), "content": .string(task.query),
        "timestamp": .string(task.createdAt.text),
      ]
    ]
    if let finishedAt = task.finishedAt {
      messages.append([
        "role": "assistant", "task_id": .string(task.id.text),
        "content": .string(task.result ?? task.error?.message ?? ""),
        "timestamp": .string(finishedAt.text),
      ])
    }
    return messages
  }

  private func delete(_ request: Request, _ context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context)
    let id = ConversationID(try context.parameters.require("id"))
    let tasks = try await services.turn(of: identity.user, context) {
      let tasks = try await services.tasks.taskIDs(in: id, owner: identity.user)
      try await services.orchestrator.delete(conversation: id, owner: identity.user)
      return tasks
    }
    for task in tasks { services.connections.close(task: task) }
    return Response(status: .noContent)
  }
}
