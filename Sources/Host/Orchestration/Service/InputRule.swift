import HermesContract

/// Decides which open question an answer is for and whether it fits. Pure: it has no effects.
enum InputRule {
  /// - Parameters:
  ///   - inputs: all questions of the task, including closed ones.
  ///   - plan: the task's plan as stored.
  /// - Throws: why the answer is refused; nothing has changed then.
  static func question(
    for input: TaskInput, among inputs: [InputRecord], plan: Plan?
  ) throws(HermesError) -> InputRecord {
    let question = try find(input.id, among: inputs)
    switch (question.kind, input.answer) {
    case (.question, .text), (.inDoubt, .resolved), (.approval, .rejected): return question
    case (.approval, .approved(let hash)):
      guard let plan, hash == plan.hash else {
        throw HermesError(
          .planChanged,
          message:
            "The plan that waits is \(plan?.hash ?? "none"), not \(hash.prefix(64)). Look at it again."
        )
      }
      return question
    default:
      let member =
        switch question.kind {
        case .question: "text"
        case .approval: "approve, with the plan's hash or false"
        case .inDoubt: "resolve, with done, retry or fail"
        }
      throw HermesError(.invalidField, message: "This question is answered with \(member).")
    }
  }

  private static func find(
    _ id: InputID?, among inputs: [InputRecord]
  ) throws(HermesError) -> InputRecord {
    if let id {
      guard let question = inputs.first(where: { $0.id == id }) else {
        throw HermesError(.inputNotFound, message: "The task has asked nothing with this input_id.")
      }
      guard question.isOpen else { throw HermesError.inputClosed }
      return question
    }
    let open = inputs.filter(\.isOpen)
    guard let question = open.first else {
      throw HermesError(.noOpenInput, message: "The task is not waiting for an answer.")
    }
    guard open.count == 1 else {
      throw HermesError(
        .ambiguousInput,
        message: "The task waits for \(open.count) answers. Say which with input_id.")
    }
    return question
  }
}
