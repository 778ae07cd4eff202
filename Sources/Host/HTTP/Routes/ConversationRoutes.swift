import HTTPTypes
import HermesContract
import HermesOrchestration
import Hummingbird

/// `/conversations`: tasks that belong together.
struct ConversationRoutes: Sendable {
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    routes.add(
      .get, path: "/api/v1/conversations",
      description: RouteDescription(
        "listConversations", summary: "Your conversations, latest first", tag: .conversations,
        parameters: [.limit(default: 20), .cursor],
        answers: [.json(.conversationPage, description: "A page of them.")]), handler: list)
    routes.add(
      .get, path: "/api/v1/conversations/{id}",
      description: RouteDescription(
        "getConversation", summary: "A conversation with its messages", tag: .conversations,
        parameters: [.conversation, .limit(default: 100), .cursor],
        answers: [
          .json(.conversationDetail, description: "The conversation, its tasks page by page.")
        ],
        errors: [.conversationNotFound]), handler: get)
    routes.add(
      .delete, path: "/api/v1/conversations/{id}",
      description: RouteDescription(
        "deleteConversation", summary: "Delete a conversation with its tasks", tag: .conversations,
        parameters: [.conversation], answers: [.noContent("It is gone.")],
        errors: [.conversationNotFound, .journalUnavailable]), handler: delete)
  }

  private func list(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let limit = try request.number("limit", default: 20, in: 1...100)
    let before = try request.cursor().map { ConversationID($0) }
    let found = try await services.withTurn(of: identity.user, context: context) {
      try await services.tasks.conversations(
        of: identity.user, before: before, limit: Int(limit))
    }
    return .json([
      "conversations": .array(found.map { .object($0.summary) }),
      "next_cursor": found.count == Int(limit)
        ? found.last.map { .string($0.id.text) } ?? .null : .null,
    ])
  }

  private func get(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let id = ConversationID(try context.parameters.require("id"))
    let found = try await services.withTurn(of: identity.user, context: context) {
      try await services.tasks.conversation(id, owner: identity.user)
    }
    let limit = try request.number("limit", default: 100, in: 1...100)
    let after = try request.cursor().map { TaskID($0) }
    let page = try await services.withTurn(of: identity.user, context: context) {
      try await services.tasks.tasks(
        in: id, owner: identity.user, after: after, limit: Int(limit),
        maximumBytes: TaskRoutes.pageBytes)
    }
    var object = found.summary
    object["messages"] = .array(page.records.flatMap(Self.messages))
    object["tasks"] = .array(page.records.map { .object($0.summary(under: services.publicPath)) })
    object["next_cursor"] = page.nextCursor(limit: Int(limit))
    return .json(.object(object))
  }

  /// The request, followed by the answer if there is one.
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

  private func delete(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let id = ConversationID(try context.parameters.require("id"))
    try await services.withTurn(of: identity.user, context: context) {
      try await services.tasks.delete(conversation: id, owner: identity.user)
    }
    return Response(status: .noContent)
  }
}
