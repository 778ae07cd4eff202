import AgentABI
import HermesContract

/// The tables of the host's extensions, created once and never freed.
enum ExtensionTable {
  /// The extension that a grant in a manifest gives access to.
  static func id(of grant: AgentGrant) -> String {
    switch grant {
    case .agents: "hermes.agents/1"
    case .store: "hermes.store/1"
    case .blob: "hermes.blob/1"
    case .model: "hermes.model/1"
    }
  }

  /// Every extension of this host.
  static let offered = Set(AgentGrant.allCases.map(id))

  /// nil if the instance may not use it.
  static func pointer(_ id: String, for instance: AgentInstance) -> UnsafeRawPointer? {
    guard instance.setup.extensions.contains(id) else { return nil }
    switch id {
    case Self.id(of: .agents): return UnsafeRawPointer(bitPattern: agents)
    case Self.id(of: .store): return UnsafeRawPointer(bitPattern: store)
    case Self.id(of: .blob): return UnsafeRawPointer(bitPattern: blob)
    case Self.id(of: .model): return UnsafeRawPointer(bitPattern: model)
    default: return nil
    }
  }

  // As addresses, which can be shared between threads: the tables never change.
  private static let agents = address(AgentsExtension.table)
  private static let store = address(StoreExtension.table)
  private static let blob = address(BlobExtension.table)
  private static let model = address(ModelExtension.table)

  private static func address<Table>(_ table: Table) -> UInt {
    let memory = UnsafeMutablePointer<Table>.allocate(capacity: 1)
    memory.initialize(to: table)
    return UInt(bitPattern: memory)
  }
}
