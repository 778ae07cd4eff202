import HermesContract
import Synchronization

/// Agents that do what a test tells them, by step and attempt, and keep what they were asked.
final class ScriptedAgents: AgentInvoking {
  /// What an agent does in one attempt.
  indirect enum Act: Sendable {
    /// With nil it makes something of the type that its card names first.
    case complete(_ artifacts: [Artifact]? = nil, text: String? = nil)
    case fail(HermesError)
    case ask(String, state: JSONValue = .null)
    case emit([AgentEmission], then: Act = .complete())
    /// Waits for `release`. Cancelled before that it stops, unless it does not heed that.
    case hold(heedsCancel: Bool = true, then: Act = .complete())
    /// Does nothing, and when it is cancelled holds on to its call past its grace.
    case hang
    case run(@Sendable (AgentInvocation) async -> Void, then: Act = .complete())
  }

  /// How long the end of a call takes that was cancelled, as it is answered.
  static let stopping = Duration.milliseconds(3)

  private struct Attempt: Hashable, Sendable {
    let step: Int
    let number: Int
  }

  private struct State: Sendable {
    var scripts: [Int: [Act]] = [:]
    var released: Set<Attempt> = []
    var held: [(attempt: Attempt, gate: AsyncStream<Void>.Continuation)] = []
    var invocations: [AgentInvocation] = []
    var open: [String] = []
    var stored = 0
    var reconciled: [String] = []
    var withdrawn: [AgentQuestion] = []
  }

  private let cards: [AgentCard]
  private let usage: CallUsage
  private let reconciliation: Reconciliation
  private let state = Mutex(State())

  /// - Parameters:
  ///   - usage: what every call costs.
  ///   - reconciliation: what every agent knows of a step that was cut off.
  init(
    _ cards: [AgentCard], usage: CallUsage = CallUsage(), reconciliation: Reconciliation = .unknown
  ) {
    self.cards = cards
    self.usage = usage
    self.reconciliation = reconciliation
  }

  // MARK: - The test's side

  /// - Parameter acts: of the attempts from the first on; those after them complete.
  func script(step: Int, _ acts: Act...) { state.withLock { $0.scripts[step] = acts } }

  /// Lets an attempt go on that holds, or is going to.
  func release(step: Int, attempt: Int = 1) {
    let attempt = Attempt(step: step, number: attempt)
    let gates = state.withLock { state in
      state.released.insert(attempt)
      return state.held.filter { $0.attempt == attempt }.map(\.gate)
    }
    for gate in gates { gate.finish() }
  }

  /// In the order in which they came.
  var invocations: [AgentInvocation] { state.withLock { $0.invocations } }
  /// "STEP.ATTEMPT" of every call so far.
  var calls: [String] { invocations.map { Self.name(of: $0) } }
  /// Those that have not ended.
  var open: [String] { state.withLock { $0.open.sorted() } }
  /// How many emissions were said to be stored.
  var stored: Int { state.withLock { $0.stored } }
  /// The keys of the steps that were asked about.
  var reconciled: [String] { state.withLock { $0.reconciled } }
  var withdrawn: [AgentQuestion] { state.withLock { $0.withdrawn } }

  /// Waits until these calls are open and no others.
  func untilOpen(_ calls: String...) async { await until { open == calls } }

  // MARK: - AgentInvoking

  var agents: [AgentStatus] { cards.map(\.status) }

  func card(of agent: String) -> AgentCard? { cards.first { $0.name == agent } }

  func invoke(
    _ invocation: AgentInvocation,
    onEmission:
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
  ) async -> AgentAnswer {
    let attempt = Attempt(step: Self.step(of: invocation), number: invocation.attempt)
    let act = state.withLock { state in
      state.invocations.append(invocation)
      state.open.append(Self.name(of: invocation))
      let script = state.scripts[attempt.step] ?? []
      return script.indices.contains(attempt.number - 1) ? script[attempt.number - 1] : .complete()
    }
    let outcome = await perform(act, attempt, invocation) { [self] emission in
      onEmission(emission) { self.state.withLock { $0.stored += 1 } }
    }
    state.withLock { state in
      state.open.firstIndex(of: Self.name(of: invocation)).map { _ = state.open.remove(at: $0) }
    }
    return AgentAnswer(outcome, usage: usage)
  }

  func reconcile(agent: String, stepKey: String, of task: TaskID) async -> Reconciliation {
    state.withLock { $0.reconciled.append(stepKey) }
    return reconciliation
  }

  func withdraw(_ question: AgentQuestion, from agent: String) async {
    state.withLock { $0.withdrawn.append(question) }
  }

  // MARK: - Acting

  private func perform(
    _ act: Act, _ attempt: Attempt, _ invocation: AgentInvocation,
    _ emit: @Sendable (AgentEmission) -> Void
  ) async -> AgentOutcome {
    switch act {
    case .complete(let artifacts, let text):
      return .completed(
        AgentResult(artifacts: artifacts ?? [made(by: invocation)], text: text))
    case .fail(let error): return .failed(error)
    case .ask(let question, let state): return .asked(AgentQuestion(question, state: state))
    case .emit(let emissions, let next):
      for emission in emissions { emit(emission) }
      return await perform(next, attempt, invocation, emit)
    case .hold(heedsCancel: true, let next):
      for await _ in gate(of: attempt) {}
      if Task.isCancelled { return .stopped(cooperative: true, after: Self.stopping) }
      return await perform(next, attempt, invocation, emit)
    case .hold(heedsCancel: false, let next):
      let gate = gate(of: attempt)
      await Task { for await _ in gate {} }.value
      return await perform(next, attempt, invocation, emit)
    case .hang:
      invocation.entry?.hold()
      for await _ in gate(of: attempt) {}
      return .stopped(cooperative: false, after: Self.stopping)
    case .run(let body, let next):
      await body(invocation)
      return await perform(next, attempt, invocation, emit)
    }
  }

  /// Ends when the attempt is released.
  private func gate(of attempt: Attempt) -> AsyncStream<Void> {
    let (gate, opening) = AsyncStream.makeStream(of: Void.self)
    let isReleased = state.withLock { state in
      state.held.append((attempt, opening))
      return state.released.contains(attempt)
    }
    if isReleased { opening.finish() }
    return gate
  }

  private func made(by invocation: AgentInvocation) -> Artifact {
    let skill = card(of: invocation.agent)?.skills.first { $0.id == invocation.skill }
    let part = Part(text: "x = 1\n", mediaType: skill?.outputModes.first ?? Part.plainText)
    return Artifact(id: "made", name: "made", parts: [part])
  }

  private static func step(of invocation: AgentInvocation) -> Int {
    invocation.stepKey.split(separator: "/").last.flatMap { Int($0) } ?? 0
  }

  private static func name(of invocation: AgentInvocation) -> String {
    "\(step(of: invocation)).\(invocation.attempt)"
  }
}
