/// How orchestration sees agents: cards to plan with, and calls.
package protocol AgentInvoking: Sendable {
  /// What is loaded now, disabled agents included, in the order of their files.
  var agents: [AgentStatus] { get }

  /// The card of an agent; nil if none of that name is loaded.
  func card(of agent: String) -> AgentCard?

  /// Calls an agent and waits for the end of the call. Cancelling the surrounding task ends the
  /// call: the agent is told, and this returns when it has finished or its grace is over.
  /// - Parameter onEmission: called in order, on any thread, never after this has returned;
  ///   it must not block. It calls `stored` when the emission is durable, which returns credit.
  func invoke(
    _ invocation: AgentInvocation,
    onEmission:
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
  ) async -> AgentAnswer

  /// Asks an agent whether the effect of a step happened that the end of the server cut off.
  func reconcile(agent: String, stepKey: String, of task: TaskID) async -> Reconciliation

  /// Tells an agent that its question will not be answered, if it waits for that. Returns after a
  /// few seconds at most.
  func withdraw(_ question: AgentQuestion, from agent: String) async
}

/// What an agent knows of a step that was cut off (hermes.reconcile/1).
package enum Reconciliation: Sendable {
  case done(AgentResult)
  /// It may run again.
  case notDone
  case unknown
}

/// One call of an agent, before it is written as JSON.
package struct AgentInvocation: Sendable {
  package var agent: String
  package var skill: String
  package var task: TaskID
  package var owner: UserID
  package var conversation: ConversationID
  /// What of the skill is asked for; empty: nobody said.
  package var capabilities: [String]
  /// The agents whose calls wait for this one, outermost first.
  package var ancestors: [String]
  /// The same for every attempt of a step.
  package var stepKey: String
  /// From 1.
  package var attempt: Int
  package var message: Message
  /// What of the message the call is for, in its words and without code and data; nil: all of it.
  package var wish: String?
  /// What the steps before produced.
  package var artifacts: [Artifact]
  /// The span that the call is.
  package var trace: TraceContext?
  /// What the agent had asked, with the answer.
  package var input: AnsweredQuestion?
  /// What was said in the conversation before, oldest first.
  package var history: [Message]
  /// Where it stands among the task's calls.
  package var entry: CallLedger.Entry?
  /// Asked once a slot is free, which may be long after the call was asked for: nil lets it begin. From any
  /// thread; must not block.
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

/// What an agent says during a call.
package enum AgentEmission: Sendable {
  case thinking(String)
  case progress(fraction: Double?, note: String?)
  case chunk(
    artifactID: String, name: String, mediaType: String, text: String, append: Bool, last: Bool)
  case event(name: String, payload: JSONValue)
  /// What another agent says, which the call has asked for help.
  indirect case from(agent: String, AgentEmission)
}

/// What an agent answers.
package struct AgentResult: Sendable {
  package var artifacts: [Artifact]
  package var text: String?
  package init(artifacts: [Artifact], text: String?) {
    self.artifacts = artifacts
    self.text = text
  }

  package var hasBlobs: Bool { artifacts.contains(where: \.hasBlobs) }
}

/// What an agent asks a person, and what it wants to have back with the answer.
package struct AgentQuestion: Sendable, Equatable {
  package var question: String
  package var state: JSONValue
  package init(_ question: String, state: JSONValue = .null) {
    self.question = question
    self.state = state
  }
}

package struct AnsweredQuestion: Sendable, Equatable {
  package var question: String
  package var text: String
  package var state: JSONValue
  package init(question: String, text: String, state: JSONValue) {
    self.question = question
    self.text = text
    self.state = state
  }

  package var json: JSONValue {
    ["question": .string(question), "text": .string(text), "state": state]
  }
}

/// The outcome of a call and what it cost.
package struct AgentAnswer: Sendable {
  package var outcome: AgentOutcome
  package var usage: CallUsage
  package init(_ outcome: AgentOutcome, usage: CallUsage = CallUsage()) {
    self.outcome = outcome
    self.usage = usage
  }
}

package enum AgentOutcome: Sendable {
  case completed(AgentResult)
  case failed(HermesError)
  /// It wants to know something of a person first.
  case asked(AgentQuestion)
  /// The host ended the call because its surrounding task was cancelled.
  case stopped(cooperative: Bool, after: Duration)
}

/// A loaded agent, its card and its health.
package struct AgentStatus: Sendable {
  package enum State: String, Sendable {
    case ready
    /// Its process has ended and is started again; calls wait for it.
    case restarting
    /// Every slot is held by a call that did not end in its grace.
    case exhausted
    /// It is elsewhere and can't be reached, or what it says of itself can't be used.
    case unavailable
    case disabled
  }
  package var card: AgentCard
  package var library: String
  package var digest: String
  package var generation: Int
  package var lane: String
  /// Who or what chose the lane.
  package var laneSource: String
  package var state: State
  /// Why it is not ready.
  package var reason: String?
  /// Calls open now, and how many may be.
  package var running: Int
  package var capacity: Int
  package var calls: Int
  package var errors: Int
  package var misuse: Int
  /// Of all calls so far.
  package var usage: CallUsage
  /// Each setting with its value and where it comes from.
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

  /// Whether plans may count on it.
  package var isCallable: Bool { state != .disabled && state != .unavailable }
}

/// What the operator may do about agents.
package protocol AgentAdministering: Sendable {
  /// One line for each library that was not loaded.
  var refusalLines: [String] { get }
  /// Looks at every file anew, and loads what has changed or was refused.
  func reload() async
  /// Switches an agent on, and takes its library out of quarantine.
  /// - Throws: `agent_not_found`, or that it can't be stored.
  func enable(_ name: String) async throws
  /// Switches an agent off. Calls that it has end where they are.
  /// - Throws: as `enable`.
  func disable(_ name: String) async throws
}

/// Full-text ranking of agents.
package protocol AgentIndexing: Sendable {
  /// Names with their BM25 score, best first; higher is better.
  func rank(_ query: String, among cards: [AgentCard]) async throws -> [(
    name: String, score: Double
  )]
}
