import HermesContract

/// What was already done of a plan, and how each step that had begun continues.
struct PastSteps: Sendable {
  /// The results of the steps that are done.
  var results = StepResults()
  var failures: [Int: HermesError] = [:]
  var beginnings: [Int: StepBeginning] = [:]
  /// The open question of each step that waits for a person.
  var asking: [Int: InputRecord] = [:]
  /// How often each step has asked.
  var rounds: [Int: Int] = [:]
  /// The last answer a person gave to each step's agent; passed again if that attempt was cut off.
  var lastAnswer: [Int: AnsweredQuestion] = [:]
  /// Steps that a person declared done.
  var resolvedDone: Set<Int> = []
  /// Steps whose question was answered while the task was not running.
  var resolutions: [Int: StepResolution] = [:]
  /// Steps that were inside an agent when the server ended.
  var cutOff: [StepRecord] = []

  /// - Parameters:
  ///   - records: the steps as stored.
  ///   - inputs: all questions of the task, oldest first.
  init(plan: Plan, records: [StepRecord], inputs: [InputRecord], made: [ArtifactSummary]) {
    for input in inputs {
      guard let step = input.step else { continue }
      rounds[step, default: 0] += 1
      if input.answer == .resolved(.done) { resolvedDone.insert(step) }
      if case .text(let text) = input.answer {
        lastAnswer[step] = AnsweredQuestion(
          question: input.question, text: text, state: input.state)
      }
    }
    for record in records where plan.steps.contains(where: { $0.number == record.number }) {
      let number = record.number
      let rounds = rounds[number, default: 0]
      switch record.status {
      case .pending:
        beginnings[number] = StepBeginning(
          attempt: record.attempt + 1, rounds: rounds, input: lastAnswer[number])
      case .completed:
        results.add(stored: made.filter { $0.step == number }, of: number)
      case .failed: failures[number] = record.error ?? .interrupted
      case .running: cutOff.append(record)
      case .inputRequired:
        guard let input = inputs.last(where: { $0.step == number }) else { continue }
        if let resolution = StepResolution(
          input, rounds: rounds, lastAnswer: lastAnswer[number])
        {
          resolutions[number] = resolution
        } else {
          asking[number] = input
        }
      }
    }
  }

  /// Whether the plan can only wait for a person.
  func rests(_ plan: Plan) -> Bool {
    var graph = StepGraph(plan, past: self)
    return !asking.isEmpty && resolutions.isEmpty && cutOff.isEmpty && graph.takeReady().isEmpty
  }
}
