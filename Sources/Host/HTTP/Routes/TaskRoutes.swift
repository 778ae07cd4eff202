import HTTPTypes
import HermesAccounts
import HermesContract
import HermesEvents
import HermesOrchestration
import Hummingbird

/// `/tasks`: the state and results of requests.
struct TaskRoutes: Sendable {
  /// The size of a page of a list, in bytes. An item that is larger gets a page to itself.
  static let pageBytes = 1 << 20
  let services: HTTPServices

  func add(to routes: inout RouteBuilder) {
    let one = "/api/v1/tasks/{id}"
    routes.add(
      .get, path: "/api/v1/tasks",
      description: RouteDescription(
        "listTasks", summary: "Your tasks, newest first", tag: .tasks,
        parameters: [.limit(default: 20), .cursor],
        answers: [.json(.taskPage, description: "A page of them.")]),
      handler: list)
    routes.add(
      .get, path: one,
      description: .task(
        id: "getTask", summary: "A task with its plan, steps and artifacts",
        answers: [.json(.taskDetail, description: "The task.")]), handler: get)
    routes.add(
      .delete, path: one,
      description: .task(
        id: "deleteTask", summary: "Delete a task with its events",
        answers: [.noContent("It is gone.")],
        errors: [.journalUnavailable]), handler: delete)
    routes.add(
      .get, path: one + "/events",
      description: .task(
        id: "events", summary: "The stored events after a seq, or the stream of them",
        parameters: [.after, .epoch, .token, .lastEventID], answers: RouteAnswer.events,
        errors: [.tooManyConnections]), handler: events)
    routes.add(
      .post, path: one + "/cancel",
      description: .task(
        id: "cancelTask", summary: "Stop a task", body: .cancel,
        answers: [.json(.cancelled, description: "The receipt of every step.")],
        errors: [.taskEnded, .journalUnavailable, .serverStopping]), handler: cancel)
    routes.add(
      .post, path: one + "/input",
      description: .task(
        id: "answerTask", summary: "Answer a task that asks", body: .input,
        answers: [.json(.answered, description: "The question that was answered.")],
        errors: [
          .inputNotFound, .noOpenInput, .ambiguousInput, .inputClosed, .planChanged,
          .queryTooLarge, .quotaExceeded, .journalUnavailable, .serverStopping,
        ]), handler: input)
    routes.add(
      .get, path: one + "/artifacts/{artifact}",
      description: .task(
        id: "artifact", summary: "The content of an artifact", parameters: [.artifact],
        answers: [.file("The content, of its own media type.")],
        errors: [.artifactNotFound, .contentMissing]), handler: artifact)
  }

  /// The outline of one of the caller's tasks; other tasks do not exist for the caller.
  private func taskRecord(_ request: Request, context: HermesContext) async throws -> TaskRecord {
    let identity = try await services.identity(request, context: context)
    return try await taskRecord(of: identity, context: context)
  }

  private func taskRecord(
    of identity: Identity, context: HermesContext
  ) async throws -> TaskRecord {
    let id = TaskID(try context.parameters.require("id"))
    return try await services.tasks.outline(of: id, owner: identity.user)
  }

  private func list(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let limit = try request.number("limit", default: 20, in: 1...100)
    let before = try request.cursor().map { TaskID($0) }
    let page = try await services.withTurn(of: identity.user, context: context) {
      try await services.tasks.tasks(
        of: identity.user, before: before, limit: Int(limit), maximumBytes: Self.pageBytes)
    }
    return .json([
      "tasks": .array(page.records.map { .object($0.summary(under: services.publicPath)) }),
      "next_cursor": page.nextCursor(limit: Int(limit)),
    ])
  }

  private func get(_ request: Request, context: HermesContext) async throws -> Response {
    let outline = try await taskRecord(request, context: context)
    return try await services.withTurn(of: outline.owner, context: context) {
      .json(
        try await services.tasks.detail(of: outline.id, owner: outline.owner)
          .json(under: services.publicPath))
    }
  }

  private func delete(_ request: Request, context: HermesContext) async throws -> Response {
    let task = try await taskRecord(request, context: context)
    try await services.withTurn(of: task.owner, context: context) {
      try await services.tasks.delete(task.id, owner: task.owner)
    }
    return Response(status: .noContent)
  }

  private func events(_ request: Request, context: HermesContext) async throws -> Response {
    // No one would read the stream after a HEAD.
    if request.method != .head, EventStreamNegotiation.prefersStream(request.headers[.accept]) {
      return try await eventStream(request, context: context)
    }
    let task = try await taskRecord(request, context: context)
    let asked = try request.number("after", default: 0, in: 0...Int64.max)
    let reason = ControlFrame.gapReason(
      epoch: request.value(of: "epoch"), journal: services.epoch, isBeyondEnd: asked > task.lastSeq)
    let after = reason == nil ? asked : 0
    let events = try await services.withTurn(of: task.owner, context: context) {
      try await services.tasks.events(of: task, after: after, maximumBytes: Self.pageBytes)
    }
    // As on the socket, everything follows the gap.
    let gap = reason.map {
      JSONWriter.bytes(
        ControlFrame.gap(
          from: .int(asked.nextPosition), to: .int(0), reason: $0, task: task.id))
    }
    // Spliced rather than decoded, so that the bytes are the same as on the socket.
    let elements = (gap.map { [$0] } ?? []) + events.map { $0.json(under: services.publicPath) }
    var body = Array("{\"events\":[".utf8)
    body += elements.joined(separator: ",".utf8)
    let last = events.last?.seq ?? after
    body += Array("],\"last_seq\":\(task.lastSeq),\"next_after\":\(last)}".utf8)
    return .json(body)
  }

  /// The same events as on the task's socket. A browser's EventSource cannot set headers and
  /// reconnects to the same URL with the id of its last event. The token may therefore be in the
  /// query, and `Last-Event-ID` takes precedence over `after`.
  private func eventStream(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(
      request, context: context, token: request.value(of: "token"))
    var after =
      request.value(of: "after") == nil
      ? nil : try request.number("after", default: 0, in: 0...Int64.max)
    var epoch = request.value(of: "epoch")
    if let id = request.headers[.lastEventID], !id.isEmpty {
      guard let seq = Int64(id), seq >= 0 else {
        throw HermesError(
          .invalidParameter, message: "Last-Event-ID must be the id of an event: its seq.")
      }
      // The epoch in the URL belongs to its `after`.
      (after, epoch) = (seq, nil)
    }
    let id = TaskID(try context.parameters.require("id"))
    // 204 tells an EventSource not to reconnect.
    guard
      let body = try await services.eventSources.open(
        id, after: after, epoch: epoch, identity: identity, address: context.client.counted,
        on: context.channel)
    else { return Response(status: .noContent) }
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream", .accelBuffering: "no"], body: body)
  }

  private func cancel(_ request: Request, context: HermesContext) async throws -> Response {
    let task = try await taskRecord(request, context: context)
    _ = try await RequestBody(request, shape: .cancel)
    let receipt = try await services.tasks.cancel(task.id, owner: task.owner)
    let now = try? await services.tasks.outline(of: task.id, owner: task.owner)
    return .json([
      "task_id": .string(task.id.text), "status": .string((now ?? task).status.rawValue),
      "receipt": .array(receipt.map(\.json)),
    ])
  }

  private func input(_ request: Request, context: HermesContext) async throws -> Response {
    let identity = try await services.identity(request, context: context)
    let task = try await taskRecord(of: identity, context: context)
    let actor = AuditActor(identity, from: context.origin(of: request))
    let input = try await readInput(request, of: task.owner, context: context)
    let answered = try await services.withTurn(of: task.owner, context: context) {
      try await services.tasks.answer(task.id, owner: task.owner) { input }
    }
    input.record(in: services.audit, by: actor, task: task.id)
    return .json(["task_id": .string(task.id.text), "input_id": .string(answered.text)])
  }

  /// The parsed body is released when this returns: it takes many times its bytes, and the caller
  /// may wait for a long time.
  private func readInput(
    _ request: Request, of user: UserID, context: HermesContext
  ) async throws -> TaskInput {
    let body = try await services.readBody(of: request, shape: .input, user: user, context: context)
    return try TaskInput(json: .object(body.object))
  }

  private func artifact(_ request: Request, context: HermesContext) async throws -> Response {
    let task = try await taskRecord(request, context: context)
    let segment = try context.parameters.require("artifact")
    // Also undecoded, because links of earlier versions were not encoded.
    let names = [PathSegment.decoded(segment), segment].compactMap { $0 }
    let content = try await services.withTurn(of: task.owner, context: context) {
      try await services.tasks.artifact(names, of: task)
    }
    guard let found = content else {
      throw HermesError(
        .artifactNotFound,
        message:
          "The task has no such artifact. GET \(services.publicPath.link(to: "/api/v1/tasks/\(task.id)")) lists them."
      )
    }
    if let blob = try await ArtifactBody.missingBlob(
      of: found, task: task.id, blobs: services.blobs)
    {
      services.logger.error(
        "the content of an artifact is missing",
        metadata: ["task": "\(task.id)", "artifact": "\(found.id)", "blob": "\(blob.id)"])
      throw HermesError.contentMissing
    }
    let name = (found.parts.first?.filename ?? found.name)
      .filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    return Response(
      status: .ok,
      headers: [
        .contentType: Self.mediaType(found.mediaType),
        .contentDisposition: "attachment; filename=\"\(name.isEmpty ? "artifact" : name)\"",
      ],
      body: ArtifactBody.makeBody(from: found, of: task.id, blobs: services.blobs))
  }

  /// An agent's media type, if it is a valid one: an agent must not choose arbitrary header values.
  private static func mediaType(_ text: String) -> String {
    let isType =
      text.split(separator: "/").count == 2
      && text.utf8.allSatisfy { byte in
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
          || "/.+-".utf8.contains(byte)
      }
    guard isType else { return "application/octet-stream" }
    return text.hasPrefix("text/") ? text + "; charset=utf-8" : text
  }
}

extension RouteDescription {
  /// A route of a single task.
  fileprivate static func task(
    id: String, summary: String, parameters: [RouteParameter] = [], body: BodyShape? = nil,
    answers: [RouteAnswer], errors: [ErrorCode] = []
  ) -> RouteDescription {
    RouteDescription(
      id, summary: summary, tag: .tasks, parameters: [.task] + parameters, body: body,
      answers: answers,
      errors: [.taskNotFound] + errors)
  }
}

extension Page where Record == TaskRecord {
  /// Where the next page begins; null if there is none.
  func nextCursor(limit: Int) -> JSONValue {
    guard isCut || records.count == limit, let last = records.last else { return .null }
    return .string(last.id.text)
  }
}
