import AgentABI
import HermesContract

/// The C functions of hermes.agents/1.
enum AgentsExtension {
  static var table: hermes_agents_1 {
    hermes_agents_1(
      struct_size: UInt32(MemoryLayout<hermes_agents_1>.size), reserved: 0,
      call: { host, call, request, onReply, context in
        AgentsExtension.call(host, call, request, onReply, context)
      },
      call_wait: { host, call, request, sink, context in
        AgentsExtension.callAndWait(host, call, request, sink, context)
      },
      list: { host, call, sink, context in AgentsExtension.list(host, call, sink, context) })
  }

  /// The agent's reply function with its context.
  private struct Waiting: @unchecked Sendable {
    // Proof for @unchecked: the ABI lets the function be called on a control thread, with the
    // context that the host only hands back.
    let function: hermes_reply
    let context: UnsafeMutableRawPointer?

    func receive(status: hermes_status, bytes: [UInt8]) {
      bytes.withBytes { function(context, status, $0) }
    }
  }

  private static func call(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ request: hermes_bytes,
    _ onReply: hermes_reply?, _ context: UnsafeMutableRawPointer?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard request.len <= ABILimit.agentsRequestBytes else { return ABIStatus.tooLarge }
    guard let onReply, let payload = [UInt8](request), HelpRequest(payload) != nil else {
      instance.reportMisuse("hermes.agents/1: not a request", token: token)
      return ABIStatus.invalid
    }
    let waiting = Waiting(function: onReply, context: context)
    return instance.request(.callAgent, token: token, payload: payload) { status, bytes in
      instance.runOnControl("on_reply", token: token) {
        waiting.receive(status: status, bytes: bytes)
      }
    }
  }

  private static func callAndWait(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ request: hermes_bytes,
    _ sink: hermes_sink?, _ context: UnsafeMutableRawPointer?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard request.len <= ABILimit.agentsRequestBytes else { return ABIStatus.tooLarge }
    guard let payload = [UInt8](request), HelpRequest(payload) != nil else {
      instance.reportMisuse("hermes.agents/1: not a request", token: token)
      return ABIStatus.invalid
    }
    let (status, bytes) = instance.requestAndWait(.callAgent, token: token, payload: payload)
    if let sink, !bytes.isEmpty { bytes.withBytes { sink(context, $0) } }
    return status
  }

  private static func list(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ sink: hermes_sink?,
    _ context: UnsafeMutableRawPointer?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    let (status, bytes) = instance.requestAndWait(.listAgents, token: token, payload: [])
    if status == ABIStatus.ok, let sink { bytes.withBytes { sink(context, $0) } }
    return status
  }
}
