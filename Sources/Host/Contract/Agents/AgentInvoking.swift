/// The agents as orchestration sees them: cards to plan with, and calls.
package protocol AgentInvoking: Sendable {
  /// The loaded agents, including disabled ones, in the order of their files.
  var agents: [AgentStatus] { get }

  /// The card of an agent; nil if no agent of that name is loaded.
  func card(of agent: String) -> AgentCard?

  /// Calls an agent and waits for the end of the call. Cancelling the surrounding task ends the
  /// call: the agent is notified, and this returns when it has finished or its grace period has
  /// passed.
  /// - Parameter onEmission: called in order, on any thread, never after this has returned; it must
  ///   not block. It calls `stored` when the emission is durable, which returns credit.
  func invoke(
    _ invocation: AgentInvocation,
    onEmission:
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
  ) async -> AgentAnswer

  /// Asks an agent whether a step that was cut off by the end of the server took effect.
  func reconcile(agent: String, stepKey: String, of task: TaskID) async -> Reconciliation

  /// Tells an agent that waits for the answer to its question that none will come. Returns after a
  /// few seconds at most.
  func withdraw(_ question: AgentQuestion, from agent: String) async
}

/// What an agent knows about a step that was cut off (hermes.reconcile/1).
package enum Reconciliation: Sendable {
  case done(AgentResult)
  /// It may run again.
  case notDone
  case unknown
}

/// One call of an agent, before it is written as JSON.
package struct AgentInvocation: Sendable {
  /// The name of the agent to call.
  package var agent: String
  /// The id of the skill to call.
  package var skill: String
  /// The task that the call works for.
  package var task: TaskID
  /// The user who owns the task.
  package var owner: UserID
  /// The conversation that the task belongs to.
  package var conversation: ConversationID
  /// The capabilities of the skill that are requested; empty if none were specified.
  package var capabilities: [String]
  /// The agents whose calls are waiting for this one, outermost first.
  package var ancestors: [String]
  /// Identical for every attempt of a step.
  package var stepKey: String
  /// Counts from 1.
  package var attempt: Int
  /// The user's message, complete.
  package var message: Message
  /// The part of the message that the call is for, in its own words and without code and data; nil
  /// means all of it.
  package var wish: String?
  /// The artifacts of the preceding steps.
  package var artifacts: [Artifact]
  /// The span that represents the call; nil if the request carries no trace.
  package var trace: TraceContext?
  /// The agent's earlier question with its answer; nil on a first call.
  package var input: AnsweredQuestion?
  /// Earlier messages of the conversation, oldest first.
  package var history: [Message]
  /// The call's entry in the task's ledger; nil if calls are not recorded.
  package var entry: CallLedger.Entry?
  /// Checked once a slot is free, which may be long after the call was requested: an error refuses
  /// the call, nil lets it begin. Called on any thread; must not block.
  package var refusal: (@Sendable () -> HermesError?)?

  package init(
    agent: String, skill: String, task: TaskID, owner: UserID, conversation: ConversationID,
    capabilities: [String] = [], ancestors: [String] = [], stepKey: String, attempt: Int,
    message: Message,
    wish: String? = nil, artifacts: [Artifact], trace: TraceContext? = nil,
    input: AnsweredQuestion? = nil,
    history: [Message] = [], entry: CallLedger.Entry? = nil,
    refusal: (@Sendable () -> HermesError?)? = nil
  ) {
    self.capabilities = capabilities
    self.history = history
    self.entry = entry
    self.refusal = refusal
    self.input = input
    self.trace = trace
    self.agent = agent
    self.skill = skill
    self.task = task
    self.owner = owner
    self.conversation = conversation
    self.ancestors = ancestors
    self.stepKey = stepKey
    self.attempt = attempt
    self.message = message
    self.wish = wish
    self.artifacts = artifacts
  }
}

/// What an agent reports during a call.
package enum AgentEmission: Sendable {
  case thinking(String)
  case progress(fraction: Double?, note: String?)
  case chunk(
    artifactID: String, name: String, mediaType: String, text: String, append: Bool, last: Bool)
  case event(name: String, payload: JSONValue)
  /// An emission of another agent, which the call has asked for help.
  indirect case from(agent: String, AgentEmission)
}

/// What an agent returns from a completed call.
package struct AgentResult: Sendable {
  /// In the order in which the agent gave them; may be empty.
  package var artifacts: [Artifact]
  /// The answer in words; nil if the agent gave none.
  package var text: String?
  package init(artifacts: [Artifact], text: String?) {
    self.artifacts = artifacts
    self.text = text
  }

  /// Whether any artifact refers to stored blobs.
  package var hasBlobs: Bool { artifacts.contains(where: \.hasBlobs) }
}

/// A question of an agent to a person, and the state that the agent wants back with the answer.
package struct AgentQuestion: Sendable, Equatable {
  /// The text that is shown to the person.
  package var question: String
  /// Opaque to the host; `null` if the agent needs none.
  package var state: JSONValue
  package init(_ question: String, state: JSONValue = .null) {
    self.question = question
    self.state = state
  }
}

/// An agent's question with the person's answer, as the agent gets it in the next attempt.
package struct AnsweredQuestion: Sendable, Equatable {
  /// The question as it was asked.
  package var question: String
  /// The person's answer.
  package var text: String
  /// The state that the agent attached to its question.
  package var state: JSONValue
  package init(question: String, text: String, state: JSONValue) {
    self.question = question
    self.text = text
    self.state = state
  }

  /// As an agent receives it.
  package var json: JSONValue {
    ["question": .string(question), "text": .string(text), "state": state]
  }
}

/// The outcome of a call and what it cost.
package struct AgentAnswer: Sendable {
  /// How the call ended.
  package var outcome: AgentOutcome
  /// What the call cost, as far as it is known.
  package var usage: CallUsage
  package init(_ outcome: AgentOutcome, usage: CallUsage = CallUsage()) {
    self.outcome = outcome
    self.usage = usage
  }
}

/// How a call of an agent ended.
package enum AgentOutcome: Sendable {
  case completed(AgentResult)
  case failed(HermesError)
  /// The agent needs an answer from a person first.
  case asked(AgentQuestion)
  /// The host ended the call because its surrounding task was cancelled.
  case stopped(cooperative: Bool, after: Duration)
}

/// A loaded agent, its card and its health.
package struct AgentStatus: Sendable {
  /// Whether an agent can be called, and if not, why.
  package enum State: String, Sendable {
    case ready
    /// Its process has ended and is being restarted; calls wait for it.
    case restarting
    /// Every slot is held by a call that did not end within its grace period.
    case exhausted
    /// It is a remote agent that can't be reached or whose card can't be used.
    case unavailable
    case disabled
  }
  /// The card that the agent was loaded with.
  package var card: AgentCard
  /// The path of the file that the agent comes from.
  package var library: String
  /// The digest of that file, which identifies the loaded code.
  package var digest: String
  /// How often the library has been loaded; counts from 1.
  package var generation: Int
  /// Where the agent's code runs.
  package var lane: String
  /// Where the choice of the lane came from.
  package var laneSource: String
  /// Whether it can be called.
  package var state: State
  /// Why it is not ready; nil if there is nothing to say.
  package var reason: String?
  /// Calls that are running now.
  package var running: Int
  /// Calls that may run concurrently.
  package var capacity: Int
  /// Calls since the server started.
  package var calls: Int
  /// Calls that failed since the server started.
  package var errors: Int
  /// Violations of the agent interface since the server started.
  package var misuse: Int
  /// The sum over all calls so far.
  package var usage: CallUsage
  /// Each setting with its value and its origin.
  package var settings: JSONValue

  package init(
    card: AgentCard, library: String, digest: String, generation: Int, lane: String,
    laneSource: String = "default", state: State, reason: String? = nil, running: Int,
    capacity: Int, calls: Int, errors: Int, misuse: Int, usage: CallUsage = CallUsage(),
    settings: JSONValue = .object(JSONObject())
  ) {
    self.card = card
    self.library = library
    self.digest = digest
    self.generation = generation
    self.lane = lane
    self.laneSource = laneSource
    self.state = state
    self.reason = reason
    self.running = running
    self.capacity = capacity
    self.calls = calls
    self.errors = errors
    self.misuse = misuse
    self.usage = usage
    self.settings = settings
  }

  /// Whether plans may rely on it.
  package var isCallable: Bool { state != .disabled && state != .unavailable }

  /// What `laneSource` begins with if the library was moved to a separate process.
  package static let quarantined = "quarantined: "
  /// Whether its library was moved to a separate process because it did harm.
  package var isQuarantined: Bool { laneSource.hasPrefix(Self.quarantined) }
}

/// Operations on agents that are reserved for operators.
package protocol AgentAdministering: Sendable {
  /// One line for each library that was refused.
  var refusalLines: [String] { get }
  /// Checks every file again, and loads those that have changed or were refused.
  func reload() async
  /// Enables an agent, and takes its library out of quarantine.
  /// - Throws: `agent_not_found`, or an error of the store.
  func enable(_ name: String) async throws
  /// Disables an agent. Its running calls are ended.
  /// - Throws: as `enable`.
  func disable(_ name: String) async throws
}

/// Full-text ranking of agents.
package protocol AgentIndexing: Sendable {
  /// The names of matching agents with their BM25 scores, best first; higher is better.
  func rank(_ query: String, among cards: [AgentCard]) async throws -> [(
    name: String, score: Double
  )]
}
