/// How orchestration sees agents: cards to plan with, and calls.
package protocol AgentInvoking: Sendable {
  /// What is loaded now, in the order of loading.
  var agents: [AgentStatus] { get }

  /// Calls an agent and waits for the end of the call. Cancelling the surrounding task ends the
  /// call: the agent is told, and this returns when it has finished or its grace is over.
  /// - Parameter onEmission: called in order, on any thread, never after this has returned;
  ///   it must not block. It calls `stored` when the emission is durable, which returns credit.
  func invoke(
    _ invocation: AgentInvocation,
    onEmission:
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
  ) async -> AgentOutcome
}

/// One call of an agent, before it is written as JSON.
package struct AgentInvocation: Sendable {
  package var agent: String
  package var skill: String
  package var task: TaskID
  package var conversation: ConversationID
  /// The same for every attempt of a step.
  package var stepKey: String
  /// From 1.
  package var attempt: Int
  package var message: Message
  /// What the steps before produced.
  package var artifacts: [Artifact]

  package init(
    agent: String, skill: String, task: TaskID, conversation: ConversationID, stepKey: String,
    attempt: Int, message: Message, artifacts: [Artifact]
  ) {
    self.agent = agent
    self.skill = skill
    self.task = task
    self.conversation = conversation
    self.stepKey = stepKey
    self.attempt = attempt
    self.message = message
    self.artifacts = artifacts
  }
}

/// What an agent says during a call.
package enum AgentEmission: Sendable {
  case thinking(String)
  case progress(fraction: Double?, note: String?)
  case chunk(
    artifactID: String, name: String, mediaType: String, text: String, append: Bool, last: Bool)
  case event(name: String, payload: JSONValue)
}

/// What an agent answers.
package struct AgentResult: Sendable {
  package var artifacts: [Artifact]
  package var text: String?
  package init(artifacts: [Artifact], text: String?) {
    self.artifacts = artifacts
    self.text = text
  }
}

package enum AgentOutcome: Sendable {
  case completed(AgentResult)
  case failed(HermesError)
  /// The host ended the call because its surrounding task was cancelled.
  case stopped(cooperative: Bool, after: Duration)
}

/// A loaded agent, its card and its health.
package struct AgentStatus: Sendable {
  package enum State: String, Sendable {
    case ready
    /// Every slot is held by a call that did not end in its grace.
    case exhausted
    case disabled
  }
  package var card: AgentCard
  package var library: String
  package var digest: String
  package var generation: Int
  package var lane: String
  package var state: State
  /// Calls open now, and how many may be.
  package var running: Int
  package var capacity: Int
  package var calls: Int
  package var errors: Int
  package var misuse: Int

  package init(
    card: AgentCard, library: String, digest: String, generation: Int, lane: String, state: State,
    running: Int, capacity: Int, calls: Int, errors: Int, misuse: Int
  ) {
    self.card = card
    self.library = library
    self.digest = digest
    self.generation = generation
    self.lane = lane
    self.state = state
    self.running = running
    self.capacity = capacity
    self.calls = calls
    self.errors = errors
    self.misuse = misuse
  }
}

/// Full-text ranking of agents.
package protocol AgentIndexing: Sendable {
  /// Names with their BM25 score, best first; higher is better.
  func rank(_ query: String, among cards: [AgentCard]) async throws -> [(
    name: String, score: Double
  )]
}
