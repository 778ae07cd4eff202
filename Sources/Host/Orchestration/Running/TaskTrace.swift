import HermesContract

/// The span of one task, below the span of its request, and the spans of its attempts.
struct TaskTrace: Sendable {
  let context: TraceContext
  private let parent: String?
  private let spans: (any SpanRecording)?

  init(of task: TaskRecord, spans: (any SpanRecording)?) {
    let request = task.trace.flatMap { TraceContext($0) }
    context = request?.child() ?? .root()
    parent = request?.span
    self.spans = spans
  }

  func ended(_ status: TaskStatus?, since beginning: Timestamp) {
    spans?.record(
      Span(
        context, parent: parent, name: "task", since: beginning,
        attributes: [(key: "hermes.status", value: .string(status?.rawValue ?? "interrupted"))],
        error: status == .failed ? "failed" : nil))
  }

  func attempted(
    _ call: TraceContext, step: PlanStep, attempt: Int, outcome: AgentOutcome,
    since beginning: Timestamp
  ) {
    let error: String? =
      switch outcome {
      case .completed, .asked: nil
      case .failed(let error): error.code
      case .stopped: "cancelled"
      }
    spans?.record(
      Span(
        call, parent: context.span, name: "step \(step.agent)", since: beginning,
        attributes: [
          (key: "hermes.agent", value: .string(step.agent)),
          (key: "hermes.skill", value: .string(step.skill)),
          (key: "hermes.step", value: .int(Int64(step.number))),
          (key: "hermes.attempt", value: .int(Int64(attempt))),
        ], error: error))
  }
}
