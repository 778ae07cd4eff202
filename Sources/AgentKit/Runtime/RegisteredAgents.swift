import Synchronization

/// The agents of this library, filled by `Agent.main()` before the table is built.
enum RegisteredAgents {
  private static let agents = Mutex<[any Agent.Type]>([])

  static func register(_ type: any Agent.Type) {
    agents.withLock { $0.append(type) }
  }

  static var all: [any Agent.Type] { agents.withLock { $0 } }
}
