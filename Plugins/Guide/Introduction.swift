import AgentKit

/// What the loaded agents can do, in a few lines.
struct Introduction {
  private static let maximumAgents = 12
  private static let maximumExamples = 3

  /// Without the Guide itself.
  let agents: [LoadedAgent]

  var text: String {
    guard !agents.isEmpty else {
      return
        "No other agent is loaded here, so there is nothing that I could have done for you. Drop one into agents.d."
    }
    let shown = agents.prefix(Self.maximumAgents)
    var lines = ["These agents are loaded here:", ""]
    lines += shown.map { "- \($0.name): \(Self.oneLine($0.description))" }
    if agents.count > shown.count {
      lines.append("- and \(agents.count - shown.count) more: `hermes agents` lists them.")
    }
    let examples = shown.compactMap { $0.skills.lazy.compactMap(\.examples.first).first }
      .prefix(Self.maximumExamples)
    guard !examples.isEmpty else { return lines.joined(separator: "\n") }
    lines += ["", "For example, each as it stands:"]
    for example in examples { lines += ["", example] }
    return lines.joined(separator: "\n")
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
