import HermesContract

/// Notifies agents that wait for an answer that none will come because their task has ended without
/// success.
struct Withdrawal: Sendable {
  let task: TaskID
  let store: any InputStore & ResultStore
  let invoker: any AgentInvoking

  func run() async {
    // In a separate task: the ending one may be cancelled, and then no call could be made.
    await Task {
      guard let inputs = try? await store.inputs(of: task), !inputs.isEmpty,
        let steps = try? await store.steps(of: task)
      else { return }
      await withTaskGroup { group in
        for step in steps where step.status != .completed {
          let asked = inputs.last { $0.kind == .question && $0.step == step.number }
          guard let asked else { continue }
          let question = AgentQuestion(asked.question, state: asked.state)
          group.addTask { await invoker.withdraw(question, from: step.agent) }
        }
      }
    }.value
  }
}
