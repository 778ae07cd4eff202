import HermesContract

extension HermesError {
  /// The error for a request that no loaded agent can handle.
  static func noAgent(
    for intent: Intent, _ request: RequestText, among agents: [AgentStatus], hasModel: Bool
  ) -> HermesError {
    let offers = agents.flatMap { agent in
      agent.card.skills.map { "\(agent.card.name) (\($0.name))" }
    }
    let hint =
      !hasModel && RequestLanguage.isLikelyForeign(request.prose)
      ? " Without a model only English is understood: say it in English, or configure a model (model_url)."
      : ""
    let list = offers.isEmpty ? "none" : offers.prefix(12).joined(separator: ", ")
    return HermesError(
      .noAgentFound,
      message: "No loaded agent can do this (\(intent.category)). Loaded: \(list). "
        + "Ask for one of these, or drop an agent that can into agents.d." + hint)
  }
}
