import HermesContract
import Synchronization

/// The vocabulary of the loaded agents, compiled once for each set of agents.
final class LoadedVocabulary: Sendable {
  private let kept = Mutex<CardVocabulary?>(nil)

  func of(_ agents: [AgentStatus]) -> CardVocabulary {
    let known = kept.withLock { $0 }
    if let known, known.isMade(of: agents) { return known }
    let vocabulary = CardVocabulary(cards: agents.map(\.card))
    kept.withLock { $0 = vocabulary }
    return vocabulary
  }
}
