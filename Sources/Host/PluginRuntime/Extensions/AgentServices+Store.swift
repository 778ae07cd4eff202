import AgentABI
import HermesContract

/// The server's side of hermes.store/1.
extension AgentServices {
  func useStore(
    _ store: any AgentStore, service: HostService, context: AgentInvocation,
    payload: [UInt8]
  ) async throws -> (hermes_status, [UInt8]) {
    let (agent, owner) = (context.agent, context.owner)
    func text(_ bytes: some Sequence<UInt8>) -> String {
      String(decoding: Array(bytes), as: UTF8.self)
    }
    switch service {
    case .storeGet:
      guard let value = try await store.value(of: text(payload), agent: agent, owner: owner) else {
        return (ABIStatus.notFound, [])
      }
      return (ABIStatus.ok, value)
    case .storePut:
      guard payload.count >= 4 else { return (ABIStatus.invalid, []) }
      let length = Int(payload.number(at: 0) as UInt32)
      guard payload.count - 4 >= length else { return (ABIStatus.invalid, []) }
      let isKept = try await store.put(
        Array(payload[(4 + length)...]), key: text(payload[4..<(4 + length)]), agent: agent,
        owner: owner, quota: storeQuota)
      return (isKept ? ABIStatus.ok : ABIStatus.quota, [])
    case .storeRemove:
      let wasThere = try await store.remove(key: text(payload), agent: agent, owner: owner)
      return (wasThere ? ABIStatus.ok : ABIStatus.notFound, [])
    case .storeKeys:
      let keys = try await store.keys(
        beginningWith: text(payload), agent: agent, owner: owner)
      return (ABIStatus.ok, JSONWriter.bytes(JSONValue(keys)))
    default: return (ABIStatus.invalid, [])
    }
  }
}
