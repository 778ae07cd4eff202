import AgentABI
import HermesContract
import Logging

/// The server's side of the extensions: other agents, and the store.
struct AgentServices: Sendable {
  /// Calls that wait for one another.
  private static let maximumDepth = 8

  /// How another agent is called, and whether it has a free slot.
  let invoke:
    @Sendable (
      AgentInvocation,
      @escaping @Sendable (AgentEmission, _ stored: @escaping @Sendable () -> Void) -> Void
    ) async -> AgentAnswer
  let card: @Sendable (_ agent: String) -> AgentCard?
  let hasFreeSlot: @Sendable (_ agent: String) -> Bool
  let store: (any AgentStore)?
  /// Bytes that one agent may keep for one user.
  let quota: Int
  let logger: Logger

  func serve(
    _ service: HostService, _ call: Call, _ payload: [UInt8], _ reply: @escaping HostService.Reply
  ) {
    guard let context = call.context else { return reply(Status.unsupported, []) }
    switch service {
    case .callAgent: help(call, context, payload, reply)
    case .storeGet, .storePut, .storeRemove, .storeKeys:
      guard let store else { return reply(Status.unsupported, []) }
      call.addChild {
        do {
          let (status, bytes) = try await ask(store, service, context, payload)
          reply(status, bytes)
        } catch {
          logger.error(
            "the store of agents failed",
            metadata: ["agent": "\(context.agent)", "error": "\(error)"])
          reply(Status.failed, [])
        }
      }
    }
  }

  // MARK: - Other agents

  private func help(
    _ call: Call, _ context: AgentInvocation, _ payload: [UInt8],
    _ reply: @escaping HostService.Reply
  ) {
    guard let request = HelpRequest(payload) else { return reply(Status.invalid, []) }
    guard let card = card(request.agent) else {
      return reply(
        Status.failed,
        Call.encode(
          HermesError("agent_not_found", "No agent named \(request.agent) is loaded.")))
    }
    let ancestors = context.ancestors + [context.agent]
    guard ancestors.count <= Self.maximumDepth,
      !ancestors.contains(request.agent) || hasFreeSlot(request.agent)
    else {
      return reply(
        Status.cycle,
        Call.encode(
          HermesError(
            "cycle",
            "\(request.agent) can't be called from here: it waits for this call, or calls are nested more than \(Self.maximumDepth) deep."
          )))
    }
    let skill = request.skill ?? card.skills.first?.id ?? ""
    let number = call.nextChild()
    let invocation = AgentInvocation(
      agent: request.agent, skill: skill, task: context.task, owner: context.owner,
      conversation: context.conversation, ancestors: ancestors,
      stepKey: "\(context.stepKey)/\(number)", attempt: context.attempt, message: request.message,
      artifacts: request.artifacts)
    call.relay(.from(agent: request.agent, .thinking("\(request.agent) is working..."))) {}
    call.addChild {
      let answer = await invoke(invocation) { emission, stored in
        call.relay(.from(agent: request.agent, emission), stored)
      }
      switch answer.outcome {
      case .completed(let result): reply(Status.ok, Call.encode(result))
      case .failed(let error): reply(Status.failed, Call.encode(error))
      case .stopped: reply(Status.ended, [])
      }
    }
  }

  // MARK: - The store

  private func ask(
    _ store: any AgentStore, _ service: HostService, _ context: AgentInvocation,
    _ payload: [UInt8]
  ) async throws -> (hermes_status, [UInt8]) {
    let (agent, owner) = (context.agent, context.owner)
    func text(_ bytes: some Sequence<UInt8>) -> String {
      String(decoding: Array(bytes), as: UTF8.self)
    }
    switch service {
    case .storeGet:
      guard let value = try await store.value(of: text(payload), agent: agent, owner: owner) else {
        return (Status.notFound, [])
      }
      return (Status.ok, value)
    case .storePut:
      guard payload.count >= 4 else { return (Status.invalid, []) }
      let length = Int(payload.number(at: 0) as UInt32)
      guard payload.count - 4 >= length else { return (Status.invalid, []) }
      let isKept = try await store.put(
        Array(payload[(4 + length)...]), key: text(payload[4..<(4 + length)]), agent: agent,
        owner: owner, quota: quota)
      return (isKept ? Status.ok : Status.quota, [])
    case .storeRemove:
      let wasThere = try await store.remove(key: text(payload), agent: agent, owner: owner)
      return (wasThere ? Status.ok : Status.notFound, [])
    case .storeKeys:
      let keys = try await store.keys(
        beginningWith: text(payload), agent: agent, owner: owner)
      return (Status.ok, JSONWriter.bytes(JSONValue(keys)))
    case .callAgent: return (Status.invalid, [])
    }
  }
}
