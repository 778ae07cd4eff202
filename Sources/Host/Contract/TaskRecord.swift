/// A task as it is stored.
package struct TaskRecord: Sendable {
  package var id: TaskID
  package var owner: UserID
  package var conversation: ConversationID
  package var query: String
  package var message: Message
  package var status: TaskStatus
  /// Set when one agent was named: no intent, search or planning.
  package var directAgent: String?
  package var createdAt: Timestamp
  package var startedAt: Timestamp?
  package var finishedAt: Timestamp?
  package var intent: Intent?
  package var plan: Plan?
  package var result: String?
  package var error: HermesError?
  package var lastSeq: Int64
  /// The `traceparent` of the request that it came with.
  package var trace: String?
  /// Whether its plan runs only when its owner has approved it.
  package var requiresApproval = false
  /// Whether nothing was said before it. Known only of a request that has just come; not stored.
  package var beginsConversation = false
  /// Milliseconds that it ran before it last came to rest.
  package var worked: Int64 = 0

  package init(
    id: TaskID, owner: UserID, conversation: ConversationID, message: Message,
    directAgent: String?, createdAt: Timestamp
  ) {
    self.id = id
    self.owner = owner
    self.conversation = conversation
    self.query = message.text
    self.message = message
    self.status = .queued
    self.directAgent = directAgent
    self.createdAt = createdAt
    self.lastSeq = 0
  }
}

/// A step of a task as it is stored.
package struct StepRecord: Sendable {
  package var number: Int
  package var agent: String
  package var skill: String
  package var task: String
  package var status: StepStatus
  /// The attempt that runs or that ended the step; 0 before the first.
  package var attempt: Int
  package var startedAt: Timestamp?
  package var finishedAt: Timestamp?
  package var preview: String?
  package var error: HermesError?
  /// What its calls have cost (`CallUsage`), over all attempts since the last start of the server.
  package var usage: JSONValue?
  /// How often a server died while the step ran, whichever server it was. Counted where a step is
  /// taken up (`TaskChange.stepTakenUp`).
  package var deaths = 0

  package init(_ step: PlanStep) {
    number = step.number
    agent = step.agent
    skill = step.skill
    task = step.task
    status = .pending
    attempt = 0
  }

  package init(
    number: Int, agent: String, skill: String, task: String, status: StepStatus, attempt: Int
  ) {
    self.number = number
    self.agent = agent
    self.skill = skill
    self.task = task
    self.status = status
    self.attempt = attempt
  }
}

/// An artifact and the step that made it.
package struct StepArtifact: Sendable {
  package var step: Int
  /// Its place among the artifacts of its step, from 0.
  package var position: Int
  package var artifact: Artifact
  package init(step: Int, position: Int = 0, artifact: Artifact) {
    self.step = step
    self.position = position
    self.artifact = artifact
  }

  package var summary: ArtifactSummary {
    ArtifactSummary(artifact, step: step, position: position)
  }
}

/// A conversation with the number of its tasks.
package struct ConversationRecord: Sendable {
  package var id: ConversationID
  package var title: String
  package var createdAt: Timestamp
  package var updatedAt: Timestamp
  package var taskCount: Int
  package init(
    id: ConversationID, title: String, createdAt: Timestamp, updatedAt: Timestamp, taskCount: Int
  ) {
    self.id = id
    self.title = title
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.taskCount = taskCount
  }

  /// What a conversation is called that begins with this request.
  package static func title(of query: String) -> String {
    String(query.prefix(80)).cut(toBytes: 400)
  }
}
