import HermesContract
import HermesEvents
import Logging

extension TaskPipeline {
  struct Services: Sendable {
    let journal: Journal
    let store: any TaskStore
    let invoker: any AgentInvoking
    let search: AgentSearch
    let vocabulary = LoadedVocabulary()
    /// Reads what requests bring along and say.
    let reading = RequestReading()
    /// Reads the bodies of requests, which is quick.
    let bodies = RequestReading(limit: 1)
    /// The model that is asked for intent and plan; nil for none.
    var question: ModelQuestion?
    /// Counts each user's model tokens.
    var meter: (any TokenMeter)?
    let rules: StepRules
    /// How long a cancelled call may take before it is reported as uncooperative.
    let cancelGrace: Duration
    let taskDeadline: Duration
    let metrics: ServerMetrics
    let spans: (any SpanRecording)?
    let logger: Logger
  }
}

extension TaskPipeline.Services {
  /// With a model whose answers count towards the user's tokens.
  func metered(for user: UserID) -> Self {
    var services = self
    if let meter, let models = question?.models {
      services.question?.models = MeteredModel(models, meter: meter, user: user)
    }
    return services
  }
}
