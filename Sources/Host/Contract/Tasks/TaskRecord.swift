/// A task as it is stored.
package struct TaskRecord: Sendable {
  /// Random; unique on the server.
  package var id: TaskID
  /// The user who sent the request.
  package var owner: UserID
  /// The conversation that the task belongs to.
  package var conversation: ConversationID
  /// The words of the request, without its files.
  package var query: String
  /// The whole request.
  package var message: Message
  /// The task's state.
  package var status: TaskStatus
  /// The agent that the request names, if it does: then there is no intent, search or planning.
  package var directAgent: String?
  /// When the request was accepted.
  package var createdAt: Timestamp
  /// When it first ran; nil before that.
  package var startedAt: Timestamp?
  /// When it ended; nil before that.
  package var finishedAt: Timestamp?
  /// What the request asks for; nil until it is parsed, and in lists.
  package var intent: Intent?
  /// The plan; nil until it is made, and in lists.
  package var plan: Plan?
  /// The answer; nil unless the task completed.
  package var result: String?
  /// Why it failed or was cancelled.
  package var error: HermesError?
  /// The `seq` of its newest event; 0 if it has none.
  package var lastSeq: Int64
  /// The `traceparent` of the request that created it.
  package var trace: String?
  /// Whether the plan runs only after the owner has approved it.
  package var requiresApproval = false
  /// Whether it is the first task of its conversation. Known only for a request that has just
  /// arrived; not stored.
  package var beginsConversation = false
  /// Milliseconds that it had run when it was last stored, without waiting for a person.
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
  /// The step's number in the plan, from 1.
  package var number: Int
  /// The name of the agent that it calls.
  package var agent: String
  /// The id of the skill that it calls.
  package var skill: String
  /// A short imperative for people.
  package var task: String
  /// The step's state.
  package var status: StepStatus
  /// The attempt that is running or that ended the step; 0 before the first.
  package var attempt: Int
  /// When its latest attempt began; nil before the first.
  package var startedAt: Timestamp?
  /// When it ended; nil before that.
  package var finishedAt: Timestamp?
  /// The beginning of its result, for lists; nil if it has none.
  package var preview: String?
  /// Why it failed; nil unless it did.
  package var error: HermesError?
  /// The cost of its calls (`CallUsage`), over all attempts since the server last started.
  package var usage: JSONValue?
  /// How often a server died while the step was running. Incremented when the step is resumed
  /// (`TaskChange.stepTakenUp`).
  package var deaths = 0

  /// A pending step of a plan.
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
  /// The number of the step.
  package var step: Int
  /// Its index among the artifacts of its step, from 0.
  package var position: Int
  /// The artifact with its content.
  package var artifact: Artifact
  package init(step: Int, position: Int = 0, artifact: Artifact) {
    self.step = step
    self.position = position
    self.artifact = artifact
  }

  /// The artifact without its content.
  package var summary: ArtifactSummary {
    ArtifactSummary(artifact, step: step, position: position)
  }
}

/// A conversation with the number of its tasks.
package struct ConversationRecord: Sendable {
  /// Random; unique on the server.
  package var id: ConversationID
  /// The beginning of the first request.
  package var title: String
  /// When its first task was accepted.
  package var createdAt: Timestamp
  /// When its latest task was accepted.
  package var updatedAt: Timestamp
  /// How many tasks it has.
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

  /// The title of a conversation that begins with this request: at most 80 characters and 400
  /// bytes.
  package static func title(of query: String) -> String {
    String(query.prefix(80)).cut(toBytes: 400)
  }
}
