import AgentABI
import HermesContract
import Logging

/// The server's side of the extensions: other agents, the store, blobs and models.
struct AgentServices: Sendable {
  /// How deep calls of agents by agents may be nested.
  private static let maximumDepth = 8

  /// Calls another agent, and checks whether it has a free slot.
  let invoke:
    @Sendable (
      AgentInvocation,
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
    ) async -> AgentAnswer
  let card: @Sendable (_ agent: String) -> AgentCard?
  /// The agents that can be called.
  let cards: @Sendable () -> [AgentCard]
  let hasFreeSlot: @Sendable (_ agent: String) -> Bool
  let store: (any AgentStore)?
  /// Bytes that one agent may store for one user.
  let storeQuota: Int
  let blobs: (any BlobStore)?
  /// Bytes of blobs that one task may have.
  let blobQuota: Int
  let models: (any ModelCompleting)?
  /// Counts the model tokens of users' tasks; nil if they are not counted.
  let meter: (any TokenMeter)?
  let logger: Logger

  /// - Parameter model: the model in the agent's manifest.
  func serve(
    _ service: HostService, for call: Call, payload: [UInt8], model: ModelPlace,
    hear: @escaping HostService.Hear, reply: @escaping HostService.Reply
  ) {
    guard let context = call.context else { return reply(ABIStatus.unsupported, []) }
    switch service {
    case .callAgent: callHelper(for: call, context: context, payload: payload, reply: reply)
    case .listAgents: reply(ABIStatus.ok, JSONWriter.bytes(.array(cards().map(\.listed))))
    case .complete:
      complete(for: call, context: context, payload: payload, at: model, hear: hear, reply: reply)
    case .storeGet, .storePut, .storeRemove, .storeKeys:
      guard let store else { return reply(ABIStatus.unsupported, []) }
      run(for: call, context: context, reply: reply) {
        try await useStore(store, service: service, context: context, payload: payload)
      }
    case .blobPut, .blobAppend, .blobRead, .blobSize:
      guard let blobs else { return reply(ABIStatus.unsupported, []) }
      run(for: call, context: context, reply: reply) {
        try await useBlobs(blobs, service: service, context: context, payload: payload)
      }
    }
  }

  private func run(
    for call: Call, context: AgentInvocation, reply: @escaping HostService.Reply,
    work: @escaping @Sendable () async throws -> (hermes_status, [UInt8])
  ) {
    let isBegun = call.addService {
      do {
        let (status, bytes) = try await work()
        reply(status, bytes)
      } catch {
        logger.error(
          "a service for agents failed",
          metadata: ["agent": "\(context.agent)", "error": "\(error)"])
        reply(ABIStatus.failed, [])
      }
    }
    if !isBegun { reply(ABIStatus.ended, []) }
  }

  // MARK: - Other agents

  private func callHelper(
    for call: Call, context: AgentInvocation, payload: [UInt8],
    reply: @escaping HostService.Reply
  ) {
    guard var request = HelpRequest(payload) else { return reply(ABIStatus.invalid, []) }
    if request.agent.isEmpty, let skill = request.skill {
      let names = cards().filter { card in
        card.name != context.agent && card.skills.contains { $0.id == skill }
      }.map(\.name).sorted()
      // Prefer an agent that is not an ancestor; otherwise the first, which may have a free slot.
      let name = names.first { !context.ancestors.contains($0) } ?? names.first
      guard let name else {
        return reply(
          ABIStatus.failed,
          Call.encode(
            HermesError(
              .agentNotFound, message: "No other agent that is loaded offers the skill \(skill).")))
      }
      request.agent = name
    }
    guard let card = card(request.agent) else {
      return reply(
        ABIStatus.failed,
        Call.encode(
          HermesError(.agentNotFound, message: "No agent named \(request.agent) is loaded.")))
    }
    let (asked, ancestors) = (request, context.ancestors + [context.agent])
    guard ancestors.count <= Self.maximumDepth,
      !ancestors.contains(request.agent) || hasFreeSlot(request.agent)
    else {
      return reply(
        ABIStatus.cycle,
        Call.encode(
          HermesError(
            .cycle,
            message:
              "\(request.agent) can't be called from here: it waits for this call, or calls are nested more than \(Self.maximumDepth) deep."
          )))
    }
    let skill = asked.skill ?? card.skills.first?.id ?? ""
    let stepKey = "\(context.stepKey)/\(call.nextChild())"
    let entry = context.entry?.helper(
      agent: asked.agent, stepKey: stepKey, attempt: context.attempt)
    let invocation = AgentInvocation(
      agent: asked.agent, skill: skill, task: context.task, owner: context.owner,
      conversation: context.conversation, ancestors: ancestors, stepKey: stepKey,
      attempt: context.attempt, message: asked.message, artifacts: asked.artifacts,
      trace: context.trace?.child(), entry: entry)
    let isBegun = call.addChild {
      defer { entry?.release() }
      // Sent only once the call is made.
      call.relay(.from(agent: asked.agent, .thinking("\(asked.agent) is working..."))) {}
      let answer = await invoke(invocation) { emission, stored in
        call.relay(.from(agent: asked.agent, emission), onStored: stored)
      }
      switch answer.outcome {
      case .completed(let result): reply(ABIStatus.ok, Call.encode(result))
      case .failed(let error): reply(ABIStatus.failed, Call.encode(error))
      case .asked(let question):
        reply(ABIStatus.failed, Call.encode(.helperAsked(question, request: asked)))
      case .stopped: reply(ABIStatus.ended, [])
      }
    }
    guard !isBegun else { return }
    entry?.strike()
    reply(ABIStatus.ended, [])
  }
}

extension HermesError {
  /// Only a step can wait for a person: the agent that called the helper may ask in its place.
  fileprivate static func helperAsked(
    _ question: AgentQuestion, request: HelpRequest
  ) -> HermesError {
    HermesError(.helperAsked, message: "\(request.agent) wants to know first: \(question.question)")
  }
}
