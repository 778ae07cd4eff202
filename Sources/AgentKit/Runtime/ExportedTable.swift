import AgentABI
import Foundation

// Proof for @unchecked: built once, never changed, never freed; the ABI requires STATIC memory.
/// The table that the host reads: this library's agents as C functions.
struct ExportedTable: @unchecked Sendable {
  static let shared = ExportedTable()

  let pointer: UnsafePointer<hermes_plugin>
  private let cards: [hermes_bytes]

  private init() {
    let agents = RegisteredAgents.all
    let encoder = JSONEncoder()
    // Plans follow the order of a card's capabilities, which must not differ between processes.
    encoder.outputFormatting = .sortedKeys
    cards = agents.map { type in
      // Nothing in a card can fail to encode; the host would refuse an empty card anyway.
      staticBytes((try? encoder.encode(type.card)) ?? Data())
    }
    let first = agents.first?.card
    let table = UnsafeMutablePointer<hermes_plugin>.allocate(capacity: 1)
    table.initialize(
      to: hermes_plugin(
        struct_size: UInt32(MemoryLayout<hermes_plugin>.size),
        abi_major: UInt16(HERMES_ABI_MAJOR), abi_minor: UInt16(HERMES_ABI_MINOR),
        name: staticBytes(Data((first?.name ?? "").utf8)),
        version: staticBytes(Data((first?.version ?? "").utf8)),
        agent_count: UInt32(agents.count), reserved: 0,
        agent_card: { ExportedTable.shared.cardBytes(at: Int($0)) },
        create: { index, host, config, agent, text, capacity in
          create(Int(index), host, config, agent, text, capacity)
        },
        invoke: { agent, call, request in
          guard let agent else { return ABIStatus.invalid }
          return instance(agent).invoke(call, json: Data(request))
        },
        cancel: { agent, call in if let agent { instance(agent).cancel(call) } },
        destroy: { agent in
          guard let agent else { return }
          let instance = Unmanaged<RunningAgent>.fromOpaque(UnsafeRawPointer(agent))
          instance.takeUnretainedValue().stop()
          instance.release()
        },
        get_extension: { _, id in
          Data(id) == Data(HERMES_EXT_RECONCILE.utf8) ? ReconcileTable.pointer : nil
        },
        drained: { agent, call in if let agent { instance(agent).drained(call) } }))
    pointer = UnsafePointer(table)
  }

  private func cardBytes(at index: Int) -> hermes_bytes {
    cards.indices.contains(index) ? cards[index] : hermes_bytes(ptr: nil, len: 0)
  }
}

private func instance(_ agent: OpaquePointer) -> RunningAgent {
  Unmanaged<RunningAgent>.fromOpaque(UnsafeRawPointer(agent)).takeUnretainedValue()
}

private func create(
  _ index: Int, _ host: UnsafePointer<hermes_host>?, _ config: hermes_bytes,
  _ agent: UnsafeMutablePointer<OpaquePointer?>?, _ text: UnsafeMutablePointer<CChar>?,
  _ capacity: Int
) -> hermes_status {
  let agents = RegisteredAgents.all
  guard let host, let agent, agents.indices.contains(index) else { return ABIStatus.invalid }
  do {
    let json = Data(config)
    let value = json.isEmpty ? [:] : try JSONDecoder().decode(JSONValue.self, from: json)
    let made = try RunningAgent(agents[index], host: HostProxy(host), config: value)
    agent.pointee = OpaquePointer(Unmanaged.passRetained(made).toOpaque())
    return ABIStatus.ok
  } catch {
    if let text, capacity > 0 {
      // Cut at a character boundary, with room for the NUL.
      var reason = "\(error)"
      while reason.utf8.count >= capacity { reason.removeLast() }
      _ = reason.withCString { strcpy(text, $0) }
    }
    return ABIStatus.failed
  }
}

/// A copy that lives as long as the process.
private func staticBytes(_ data: Data) -> hermes_bytes {
  let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(data.count, 1))
  _ = copy.initialize(from: data)
  return hermes_bytes(ptr: data.isEmpty ? nil : UnsafePointer(copy.baseAddress), len: data.count)
}
