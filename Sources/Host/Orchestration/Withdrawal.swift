import HermesContract

/// Tells agents that wait for an answer that none will come, when their task ends without success.
struct Withdrawal: Sendable {
  let task: TaskID
  let store: any InputStore & ResultStore
  let invoker: any AgentInvoking

  func run() async {
    // In a task of its own: the one that ends may be cancelled, and then nothing could be asked.
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
