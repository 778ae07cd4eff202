import HermesContract
import Synchronization

/// The last known card of each remote agent, for agents that cannot be reached at the moment.
final class RemoteCards: Sendable {
  private struct Key: Hashable {
    let name: String
    let url: String
  }

  private let cards = Mutex<[Key: RemoteCard]>([:])

  func lastCard(of agent: RemoteAgent) -> RemoteCard? {
    cards.withLock { $0[Key(name: agent.name, url: agent.url)] }
  }

  func remember(_ card: RemoteCard, of agent: RemoteAgent) {
    cards.withLock { $0[Key(name: agent.name, url: agent.url)] = card }
  }
}
