import Crypto
import HTTPTypes
import HermesContract
import HermesListener
import HermesOrchestration
import Hummingbird
import NIOCore

/// `POST /chat` and `POST /agents/{name}/tasks`, which start tasks.
struct ChatRoutes: Sendable {
  private static let maximumWait: Int64 = 300
  /// The most parts of a message: each takes memory, however small it is.
  private static let maximumParts = 1000
  /// The most media types in a message: each is compared with what every skill takes.
  private static let maximumTypes = 64
  /// The most bytes of a message's id, and of a part's media type and file name.
  private static let maximumName = 255
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    let waiting: [RouteParameter] = [.wait, .prefer, .idempotencyKey]
    let refusals: [ErrorCode] = [
      .queryTooLarge, .conversationNotFound, .conversationBusy, .idempotencyKeyReused,
      .idempotencyInProgress, .tooManyTasks, .tooManyAnswers, .quotaExceeded, .accountNotFound,
      .serverStopping, .journalUnavailable,
    ]
    routes.add(
      .post, path: "/api/v1/chat",
      description: RouteDescription(
        "chat", summary: "Ask for something in plain words", tag: .tasks, parameters: waiting,
        body: .chat,
        answers: [.accepted], errors: refusals), handler: chat)
    routes.add(
      .post, path: "/api/v1/agents/{name}/tasks",
      description: RouteDescription(
        "giveTask", summary: "Give one agent a task", tag: .tasks, parameters: [.agent] + waiting,
        body: .agentTask, answers: [.accepted],
        errors: refusals + [.agentNotFound, .agentUnavailable]), handler: direct)
  }

  private func chat(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    return try await begin(
      try await conversation(request, user: identity.user, context: context), request: request,
      context: context)
  }

  private func direct(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    return try await begin(
      try await agentTask(
        request, user: identity.user, agent: try context.parameters.require("name"),
        context: context), request: request,
      context: context)
  }

  // The parsed body is released when these return: it takes many times its bytes, and the request
  // may wait for a long time.

  private func conversation(
    _ request: Request, user: UserID, context: HermesContext
  ) async throws -> TaskRequest {
    let body = try await services.readBody(of: request, shape: .chat, user: user, context: context)
    var task = TaskRequest(owner: user, message: try message(body, text: "query"))
    task.conversation = try body.optionalString("conversation_id").map { ConversationID($0) }
    if let name = try body.optionalString("on_busy") {
      guard let onBusy = TaskRequest.OnBusy(rawValue: name) else {
        throw HermesError(.invalidField, message: "on_busy must be reject, enqueue or interrupt.")
      }
      task.onBusy = onBusy
    }
    if let required = body["require_approval"] {
      guard let required = required.bool else {
        throw HermesError(.invalidField, message: "require_approval must be true or false.")
      }
      task.requiresApproval = required
    }
    task.idempotency = try idempotency(of: request, body: body)
    return task
  }

  private func agentTask(
    _ request: Request, user: UserID, agent: String, context: HermesContext
  ) async throws -> TaskRequest {
    let body = try await services.readBody(
      of: request, shape: .agentTask, user: user, context: context)
    guard body["config"] == nil || body["config"] == .object(JSONObject()) else {
      throw HermesError(
        .invalidField,
        message: "config is not taken per task: an agent is configured when it is loaded.")
    }
    var task = TaskRequest(
      owner: user, message: try message(body, text: "text"), directAgent: agent)
    task.idempotency = try idempotency(of: request, body: body)
    return task
  }

  /// The key, and a fingerprint that tells this request from another with the same key.
  private func idempotency(
    of request: Request, body: RequestBody
  ) throws(HermesError) -> (key: String, fingerprint: String)? {
    guard let key = request.headers[.idempotencyKey] else { return nil }
    guard (1...255).contains(key.utf8.count) else {
      throw HermesError(.invalidParameter, message: "Idempotency-Key must have 1 to 255 bytes.")
    }
    let digest = SHA256.hash(data: Array(request.uri.path.utf8) + [0] + body.bytes)
    // Keys are scoped to their route.
    return (
      "\(request.uri.path) \(key)", digest.map { String($0, radix: 16) }.joined(separator: ".")
    )
  }

  /// An A2A message with parts, or a text alone.
  /// - Parameter text: the name of the member with the text.
  private func message(_ body: RequestBody, text: String) throws(HermesError) -> Message {
    guard let json = body["message"] else {
      return Message(parts: [Part(text: try body.string(text))])
    }
    guard body[text] == nil else {
      throw HermesError(
        .invalidField,
        message: "Send \(text) or message, not both: a message has its text in a part.")
    }
    let given = json["parts"]?.array ?? []
    guard given.count <= Self.maximumParts else {
      throw HermesError(
        .invalidField, message: "A message may have at most \(Self.maximumParts) parts.")
    }
    let parts = given.compactMap(Part.init(json:))
    guard !parts.isEmpty, parts.count == given.count else {
      throw HermesError(
        .invalidField, message: "message must be an A2A Message with text or data parts.")
    }
    let types = Set(parts.map { MediaModes.essence(of: $0.mediaType) })
    guard types.count <= Self.maximumTypes else {
      throw HermesError(
        .invalidField,
        message:
          "The parts have \(types.count) different media types; a message may have at most \(Self.maximumTypes)."
      )
    }
    let id = json["messageId"]?.string ?? TaskID.random().text
    let names = parts.flatMap { [$0.mediaType, $0.filename ?? ""] } + [id]
    guard names.allSatisfy({ $0.utf8.count <= Self.maximumName }) else {
      throw HermesError(
        .invalidField,
        message:
          "messageId, mediaType and filename may have at most \(Self.maximumName) bytes each.")
    }
    return Message(id: id, parts: parts)
  }

  private func begin(
    _ task: TaskRequest, request: Request, context: HermesContext
  ) async throws -> Response {
    var task = task
    task.trace = context.trace
    let wait = try self.waitSeconds(of: request)
    guard wait > 0 else {
      let (created, isReplay) = try await services.tasks.submit(task)
      return try await response(created, waited: false, isReplay: isReplay)
    }
    // Counted before the task is created, so that a refused request leaves no task.
    return try await services.waitingRequests.counted(of: task.owner) { [task] in
      let (created, isReplay) = try await services.tasks.submit(task)
      await waitForEnd(of: created.id, atMost: .seconds(wait), on: context.channel)
      return try await response(created, waited: true, isReplay: isReplay)
    }
  }

  /// Waits until the task has ended, the time is over, or the client hangs up: then no one would
  /// read the answer, and its connection would be held for nothing.
  private func waitForEnd(
    of task: TaskID, atMost limit: Duration, on channel: any Channel
  ) async {
    let waiting = Task { [services] in
      await services.tasks.waitForEnd(of: task, atMost: limit)
    }
    let hangUp = await HangUpWatch.hangUp(of: channel)
    hangUp?.whenHappening { waiting.cancel() }
    await withTaskCancellationHandler {
      await waiting.value
    } onCancel: {
      waiting.cancel()
    }
    hangUp?.whenHappening(nil)
  }

  private func response(
    _ created: TaskRecord, waited: Bool, isReplay: Bool
  ) async throws -> Response {
    var response = Response.json(try await answer(created, waited: waited))
    if isReplay { response.headers[.idempotentReplayed] = "true" }
    response.headers[.location] = services.publicPath.link(to: "/api/v1/tasks/\(created.id)")
    return response
  }

  private func answer(_ created: TaskRecord, waited: Bool) async throws -> JSONValue {
    var object = JSONObject([
      (key: "task_id", value: .string(created.id.text)),
      (key: "conversation_id", value: .string(created.conversation.text)),
    ])
    guard waited,
      let detail = try await detailIfAny(of: created)
    else {
      // The status when the task was stored, so that a replay gets the same answer.
      object["status"] = .string(TaskStatus.queued.rawValue)
      object["message"] = "The task is stored. Follow it on links.stream."
      object["result"] = .null
      object["links"] = created.links(under: services.publicPath)
      return .object(object)
    }
    let task = detail.task
    object["status"] = .string(task.status.rawValue)
    object["message"] = .string(task.error?.message ?? "The task is \(task.status.rawValue).")
    object["result"] = task.result.map(JSONValue.string) ?? .null
    object["error"] = task.error?.json ?? .null
    object["steps"] = .array(detail.steps.map(\.json))
    object["artifacts"] = .array(
      detail.artifacts.map { $0.publicJSON(of: task.id, under: services.publicPath) })
    object["unmet"] = .array(detail.unmet.map(\.json))
    object["links"] = task.links(under: services.publicPath)
    return .object(object)
  }

  /// nil if the task has been deleted in the meantime.
  private func detailIfAny(of task: TaskRecord) async throws -> TaskDetail? {
    do { return try await services.tasks.detail(of: task.id, owner: task.owner) } catch let error
      as HermesError where error.known == .taskNotFound
    { return nil }
  }

  /// `?wait=N`, or `Prefer: wait=N` (RFC 7240, section 4.3), in seconds.
  private func waitSeconds(of request: Request) throws(HermesError) -> Int64 {
    if request.value(of: "wait") != nil {
      return try request.number("wait", default: 0, in: 0...Self.maximumWait)
    }
    for preference in (request.headers[.prefer] ?? "").split(separator: ",") {
      let pair = preference.split(separator: "=").map { $0.filter { $0 != " " } }
      guard pair.count == 2, pair[0] == "wait", let seconds = Int64(pair[1]) else { continue }
      // A preference is not a requirement: a value that is too large is reduced.
      return min(max(0, seconds), Self.maximumWait)
    }
    return 0
  }
}
