import AgentABI

/// The kinds of event that AgentKit emits.
enum EventKind: hermes_event_kind {
  case thinking = 1
  case progress = 2
  case artifactChunk = 3
  case agent = 4
  case inputRequired = 5
}
