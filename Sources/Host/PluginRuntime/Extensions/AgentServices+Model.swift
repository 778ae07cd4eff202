import AgentABI
import HermesContract

/// The server's side of hermes.model/1.
extension AgentServices {
  func complete(
    for call: Call, context: AgentInvocation, payload: [UInt8], at place: ModelPlace,
    hear: @escaping HostService.Hear,
    reply: @escaping HostService.Reply
  ) {
    // A child process may send anything.
    guard let request = ModelRequest(payload) else { return reply(ABIStatus.invalid, []) }
    guard
      let models = models.map({ base -> any ModelCompleting in
        meter.map { MeteredModel(base, meter: $0, user: context.owner) } ?? base
      })
    else {
      return reply(
        ABIStatus.failed,
        Call.encode(
          HermesError(
            .modelNotConfigured, message: "This server asks no models. Start hermes serve.")))
    }
    let isBegun = call.addService {
      do {
        let answer = try await models.complete(request, at: place) { delta in
          hear(delta.part.rawValue, Array(delta.text.utf8))
        }
        var usage = answer.usage
        usage.calls = 1
        call.recordUsage(usage)
        reply(ABIStatus.ok, JSONWriter.bytes(answer.json))
      } catch {
        call.recordUsage(ModelUsage(after: error))
        // The failure of a cancelled request says nothing about the model.
        guard let error = error as? HermesError, !Task.isCancelled else {
          return reply(ABIStatus.ended, [])
        }
        let endpoint = models.address(of: place)
        // A missing model and a user's quota are not failures of a model.
        if !endpoint.isEmpty, error.known != .quotaExceeded {
          logger.warning(
            "a model failed",
            metadata: [
              "agent": "\(context.agent)", "endpoint": "\(endpoint)",
              "code": "\(error.code)", "reason": "\(error.message)",
            ])
        }
        reply(ABIStatus.failed, Call.encode(error))
      }
    }
    if !isBegun { reply(ABIStatus.ended, []) }
  }
}

extension Call {
  /// Recorded before the agent has the answer, since it may finish with it.
  fileprivate func recordUsage(_ usage: ModelUsage) { state.withLock { $0.usage.model.add(usage) } }
}
