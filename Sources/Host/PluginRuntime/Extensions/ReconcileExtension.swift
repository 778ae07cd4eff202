import AgentABI

/// The agent's side of hermes.reconcile/1, called by the host.
enum ReconcileExtension {
  private static let id = Array("hermes.reconcile/1".utf8)

  /// What the sink received.
  private final class Heard {
    var bytes: [UInt8] = []
  }

  /// Runs foreign code: call on an agent thread.
  static func reconcile(
    with table: PluginTable, agent: OpaquePointer?, stepKey: String
  ) -> (hermes_status, [UInt8]) {
    guard let getExtension = table.getExtension,
      let raw = id.withBytes({ getExtension(agent, $0) })
    else { return (ABIStatus.unsupported, []) }
    let offered = raw.assumingMemoryBound(to: hermes_reconcile_1.self)
    let covered = MemoryLayout<hermes_reconcile_1>.offset(of: \.reconcile)! + MemoryLayout<Int>.size
    // Read field by field: an older table may be shorter.
    guard Int(raw.load(as: UInt32.self)) >= covered, let ask = offered.pointee.reconcile else {
      return (ABIStatus.unsupported, [])
    }
    let heard = Heard()
    let status = Array(stepKey.utf8).withBytes { key in
      ask(
        agent, key,
        { context, given in
          guard let context, given.len <= ABILimit.resultBytes else { return }
          let heard = Unmanaged<Heard>.fromOpaque(context).takeUnretainedValue()
          heard.bytes = [UInt8](given) ?? []
        }, Unmanaged.passUnretained(heard).toOpaque())
    }
    return (status, withExtendedLifetime(heard) { heard.bytes })
  }
}
