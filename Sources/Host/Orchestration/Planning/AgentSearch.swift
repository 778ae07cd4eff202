import HermesContract

/// An agent that can do part of what is wanted, with its score and the reason for it.
package struct FoundAgent: Sendable {
  /// The agent and its state when the search ran.
  package let status: AgentStatus
  /// The rank, 0...1; higher is better.
  package let score: Double
  /// Which capabilities or words matched, for people.
  package let reason: String

  /// The form in `agents_found` and in the answer of `GET /api/v1/agents/search`.
  package var json: JSONValue {
    [
      "name": .string(status.card.name), "description": .string(status.card.description),
      "skills": JSONValue(status.card.skills.map(\.id)), "score": .double(score),
      "reason": .string(reason),
    ]
  }
}

/// Ranks the loaded agents by how many of the wanted capabilities their skills cover, then by BM25
/// over the text of their cards.
package struct AgentSearch: Sendable {
  private let index: any AgentIndexing
  private static let textShare = 0.2

  /// - Parameter index: scores cards by their text.
  package init(index: any AgentIndexing) { self.index = index }

  /// Agents that have a skill for one of the capabilities, best first.
  func findAgents(
    offering capabilities: [String], for text: String, among agents: [AgentStatus]
  ) async throws -> [FoundAgent] {
    let textScores = try await textScores(of: text, for: agents)
    return rank(agents) { card in
      let (share, reasons) = Self.coverage(of: capabilities, by: card)
      guard share > 0 else { return nil }
      let text = textScores[card.name] ?? 0
      return (
        share * (1 - Self.textShare) + text * Self.textShare, reasons.joined(separator: "; ")
      )
    }
  }

  /// Agents whose cards contain words of the query, best first.
  package func findAgents(
    for text: String, among agents: [AgentStatus], limit: Int
  ) async throws -> [FoundAgent] {
    let textScores = try await textScores(of: text, for: agents)
    let words = Words(text)
    let found = rank(agents) { card in
      guard let score = textScores[card.name] else { return nil }
      let tags = card.skills.flatMap(\.tags).filter(words.contains)
      return (score, tags.isEmpty ? "words of its card" : "tags: \(tags.joined(separator: ", "))")
    }
    return Array(found.prefix(limit))
  }

  /// BM25 scores, scaled to 0...1 by the highest.
  private func textScores(of text: String, for agents: [AgentStatus]) async throws -> [String:
    Double]
  {
    let ranked = try await index.rank(text, among: agents.map(\.card))
    guard let best = ranked.first?.score, best > 0 else {
      return Dictionary(ranked.map { ($0.name, 1) }) { first, _ in first }
    }
    return Dictionary(ranked.map { ($0.name, max(0, $0.score / best)) }) { first, _ in first }
  }

  private func rank(
    _ agents: [AgentStatus], by judge: (AgentCard) -> (score: Double, reason: String)?
  ) -> [FoundAgent] {
    agents.enumerated()
      .compactMap { position, status in
        judge(status.card).map { (position, status, $0) }
      }
      .sorted { ($1.2.score, $0.0) < ($0.2.score, $1.0) }
      .map { _, status, judged in
        FoundAgent(
          status: status, score: (judged.score * 100).rounded() / 100, reason: judged.reason)
      }
  }

  /// The share of the capabilities that a card covers. A capability that a skill declares counts
  /// fully, one that is only a tag counts half.
  private static func coverage(
    of capabilities: [String], by card: AgentCard
  ) -> (share: Double, reasons: [String]) {
    var sum = 0.0
    var reasons: [String] = []
    for capability in capabilities {
      if let skill = card.skills.first(where: { $0.offers(capability) }) {
        sum += 1
        reasons.append("\(skill.id) offers \(capability)")
      } else if let skill = card.skills.first(where: { $0.tags.contains(capability) }) {
        sum += 0.5
        reasons.append("\(skill.id) is tagged \(capability)")
      }
    }
    return (capabilities.isEmpty ? 0 : sum / Double(capabilities.count), reasons)
  }
}

extension Skill {
  func offers(_ capability: String) -> Bool {
    // The same rule as `offeredCapabilities`, without building that list for every question.
    guard capabilities.isEmpty, inputModes != ["application/json"] else {
      return capabilities.contains { $0.name == capability }
    }
    return tags.contains(capability)
  }
}
