import HermesContract

/// The named schemas of answers and events.
enum AnswerSchema: String, CaseIterable, Sendable {
  case problem = "Problem"
  case message = "Message"
  case user = "User"
  case userUsage = "UserUsage"
  case userPage = "UserPage"
  case grant = "Grant"
  case session = "Session"
  case sessionList = "SessionList"
  case key = "APIKey"
  case newKey = "NewAPIKey"
  case keyList = "APIKeyList"
  case error = "Error"
  case links = "Links"
  case task = "Task"
  case taskDetail = "TaskDetail"
  case taskPage = "TaskPage"
  case accepted = "AcceptedTask"
  case intent = "Intent"
  case plan = "Plan"
  case planStep = "PlanStep"
  case step = "Step"
  case usage = "Usage"
  case artifact = "Artifact"
  case input = "Input"
  case unmet = "UnmetWish"
  case event = "Event"
  case eventPage = "EventPage"
  case receipt = "Receipt"
  case cancelled = "CancelledTask"
  case answered = "AnsweredInput"
  case conversation = "Conversation"
  case conversationDetail = "ConversationDetail"
  case conversationPage = "ConversationPage"
  case said = "ConversationMessage"
  case agent = "Agent"
  case agentDetail = "AgentDetail"
  case agentList = "AgentList"
  case foundAgent = "FoundAgent"
  case foundAgents = "FoundAgents"
  case health = "Health"
  case readiness = "Readiness"
  case socketStats = "SocketStats"

  /// A reference to the schema within the description.
  var reference: JSONValue { ["$ref": .string("#/components/schemas/\(rawValue)")] }

  var json: JSONValue {
    switch self {
    case .problem: Self.problemSchema
    case .message: JSONSchema.object(["message": JSONSchema.text])
    case .user: Self.userSchema
    case .userUsage: Self.userUsageSchema
    case .userPage:
      JSONSchema.object([
        "users": JSONSchema.list(of: Self.userUsage.reference), "next_cursor": Self.nextCursor,
      ])
    case .grant: Self.grantSchema
    case .session: Self.sessionSchema
    case .sessionList:
      JSONSchema.object(["sessions": JSONSchema.list(of: Self.session.reference)])
    case .key: JSONSchema.object(Self.keyMembers)
    case .newKey: Self.newKeySchema
    case .keyList: JSONSchema.object(["keys": JSONSchema.list(of: Self.key.reference)])
    case .error: JSONSchema.object(["code": JSONSchema.text, "message": JSONSchema.text])
    case .links: Self.linksSchema
    case .task: JSONSchema.object(Self.taskMembers)
    case .taskDetail: Self.taskDetailSchema
    case .taskPage:
      JSONSchema.object([
        "tasks": JSONSchema.list(of: Self.task.reference), "next_cursor": Self.nextCursor,
      ])
    case .accepted: Self.acceptedSchema
    case .intent: Self.intentSchema
    case .plan: Self.planSchema
    case .planStep: Self.planStepSchema
    case .step: Self.stepSchema
    case .usage: Self.usageSchema
    case .artifact: Self.artifactSchema
    case .input: Self.inputSchema
    case .unmet:
      JSONSchema.object([
        "wish": JSONSchema.text, "reason": JSONSchema.text, "code": JSONSchema.text,
      ])
    case .event: Self.eventSchema
    case .eventPage:
      JSONSchema.object([
        "events": JSONSchema.list(of: Self.event.reference), "last_seq": JSONSchema.wholeNumber,
        "next_after": JSONSchema.wholeNumber,
      ])
    case .receipt: Self.receiptSchema
    case .cancelled:
      JSONSchema.object([
        "task_id": JSONSchema.text, "status": Self.taskStatus,
        "receipt": JSONSchema.list(of: Self.receipt.reference),
      ])
    case .answered: JSONSchema.object(["task_id": JSONSchema.text, "input_id": JSONSchema.text])
    case .conversation: JSONSchema.object(Self.conversationMembers)
    case .conversationDetail: Self.conversationDetailSchema
    case .conversationPage:
      JSONSchema.object([
        "conversations": JSONSchema.list(of: Self.conversation.reference),
        "next_cursor": Self.nextCursor,
      ])
    case .said: Self.saidSchema
    case .agent: Self.agentSchema(isDetail: false)
    case .agentDetail: Self.agentSchema(isDetail: true)
    case .agentList: Self.agentListSchema
    case .foundAgent: Self.foundAgentSchema
    case .foundAgents:
      JSONSchema.object([
        "agents": JSONSchema.list(of: Self.foundAgent.reference), "count": JSONSchema.wholeNumber,
      ])
    case .health: JSONSchema.object(["status": JSONSchema.text, "version": JSONSchema.text])
    case .readiness:
      JSONSchema.object([
        "status": JSONSchema.oneOf([
          "ready", "no_agents", "stopping", "storage_failing", "disk_nearly_full",
        ]), "agents": JSONSchema.wholeNumber,
      ])
    case .socketStats: Self.socketStatsSchema
    }
  }

  static let nextCursor = JSONSchema.nullable(
    JSONSchema.text("The cursor of the next page; null if there is none."))

  private static let problemSchema = JSONSchema.object([
    "type": JSONSchema.text, "title": JSONSchema.text, "status": JSONSchema.wholeNumber,
    "detail": JSONSchema.text("What went wrong and what to do, in a sentence."),
    "code": JSONSchema.text("One of docs/errors.md: what programs go by."),
    "request_id": JSONSchema.text("As in the server's log."),
  ])

  private static let socketStatsSchema = JSONSchema.object([
    "websocket_stats": JSONSchema.object([
      "total_connections": JSONSchema.wholeNumber, "active_tasks": JSONSchema.wholeNumber,
      "active_users": JSONSchema.wholeNumber, "tasks": JSONSchema.map(to: JSONSchema.wholeNumber),
    ])
  ])
}
