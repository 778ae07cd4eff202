import HermesContract

extension RequestText {
  /// The request of a task as a turn of its conversation.
  init(of task: TaskRecord, startedAt: Timestamp, services: TaskPipeline.Services) async throws {
    let context = try await ConversationContext(
      of: task, startedAt: startedAt, store: services.store, reading: services.reading)
    let agents = services.invoker.agents.filter(\.isCallable)
    let message = task.message
    let followUp = FollowUp(vocabulary: services.vocabulary.of(agents))
    let bytes = message.bytes + (context.material?.part.bytes ?? 0)
    self = try await services.reading.run(of: task.owner, bytes: bytes) {
      var request = RequestText(message)
      request.history = context.history
      if let goesOn = followUp.material(for: request, in: context) {
        request.material = goesOn
        request.code.append(goesOn.part)
      }
      return request
    }
  }
}
