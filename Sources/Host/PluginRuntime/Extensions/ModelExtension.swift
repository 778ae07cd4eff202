import AgentABI
import HermesContract
import HermesThreads
import Synchronization

/// The C functions of hermes.model/1.
enum ModelExtension {
  static let maximumRequestBytes = ABILimit.modelRequestBytes
  static let maximumOpen = ABILimit.modelOpenRequests

  static var table: hermes_model_1 {
    hermes_model_1(
      struct_size: UInt32(MemoryLayout<hermes_model_1>.size), reserved: 0,
      complete: { host, call, request, onDelta, onReply, context in
        ModelExtension.complete(host, call, request, onDelta, onReply, context)
      },
      complete_wait: { host, call, request, onDelta, sink, context in
        ModelExtension.completeAndWait(host, call, request, onDelta, sink, context)
      })
  }

  private static func complete(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ request: hermes_bytes,
    _ onDelta: hermes_model_delta?, _ onReply: hermes_reply?, _ context: UnsafeMutableRawPointer?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard let onReply else {
      instance.reportMisuse("hermes.model/1: no function for the answer", token: token)
      return ABIStatus.invalid
    }
    let listener = Listener(
      onDelta: onDelta, onReply: onReply, context: context, instance: instance, token: token)
    return requestCompletion(from: instance, token: token, request: request) { part, text in
      listener.changeQueue { $0.add(part, text: text) }
    } reply: { status, bytes in
      listener.changeQueue { $0.finish(status: status, answer: bytes) }
    }
  }

  private static func completeAndWait(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ request: hermes_bytes,
    _ onDelta: hermes_model_delta?, _ sink: hermes_sink?, _ context: UnsafeMutableRawPointer?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    let queue = Monitor(PieceQueue())
    let status = requestCompletion(from: instance, token: token, request: request) { part, text in
      if onDelta != nil { queue.signal { $0.add(part, text: text) } }
    } reply: { status, bytes in
      queue.signal { $0.finish(status: status, answer: bytes) }
    }
    guard status == ABIStatus.ok else { return status }
    while true {
      for item in queue.wait({ $0.isEmpty ? nil : $0.takeAll() }) {
        switch item {
        case .piece(let part, let text):
          text.withBytes { onDelta?(context, hermes_model_part(part), $0) }
        case .answer(let status, let bytes):
          if let sink, !bytes.isEmpty { bytes.withBytes { sink(context, $0) } }
          return status
        }
      }
    }
  }

  private static func requestCompletion(
    from instance: AgentInstance, token: hermes_call, request: hermes_bytes,
    hear: @escaping HostService.Hear, reply: @escaping HostService.Reply
  ) -> hermes_status {
    guard request.len <= maximumRequestBytes else { return ABIStatus.tooLarge }
    guard let payload = [UInt8](request), ModelRequest(payload) != nil else {
      instance.reportMisuse("hermes.model/1: not a request", token: token)
      return ABIStatus.invalid
    }
    // `request` reports what is wrong with the token.
    guard case .call(let call) = instance.lookup(token) else {
      return instance.request(.complete, token: token, payload: payload, hear: hear, reply: reply)
    }
    let isFree = call.state.withLock { state in
      guard state.completions < maximumOpen else { return false }
      state.completions += 1
      return true
    }
    guard isFree else { return ABIStatus.busy }
    let leave: @Sendable () -> Void = { call.state.withLock { $0.completions -= 1 } }
    let status = instance.request(.complete, token: token, payload: payload, hear: hear) {
      status, bytes in
      leave()
      reply(status, bytes)
    }
    if status != ABIStatus.ok { leave() }
    return status
  }

  /// The agent's functions with their context, called on the control thread.
  private final class Listener: @unchecked Sendable {
    // Proof for @unchecked: the ABI lets the functions be called on a control thread, with the
    // context that the host only hands back; the rest is Sendable.
    private struct State: Sendable {
      var queue = PieceQueue()
      var isScheduled = false
    }

    private let onDelta: hermes_model_delta?
    private let onReply: hermes_reply
    private let context: UnsafeMutableRawPointer?
    private let instance: AgentInstance
    private let token: hermes_call
    private let state = Mutex(State())

    init(
      onDelta: hermes_model_delta?, onReply: @escaping hermes_reply,
      context: UnsafeMutableRawPointer?, instance: AgentInstance, token: hermes_call
    ) {
      self.onDelta = onDelta
      self.onReply = onReply
      self.context = context
      self.instance = instance
      self.token = token
    }

    func changeQueue(_ change: (inout PieceQueue) -> Void) {
      let schedules = state.withLock { state in
        change(&state.queue)
        defer { state.isScheduled = true }
        return !state.isScheduled
      }
      if schedules {
        instance.runOnControl("on_delta or on_reply", token: token) { [self] in deliverPieces() }
      }
    }

    /// Delivers what has arrived since the last delivery, and then lets other jobs run.
    private func deliverPieces() {
      let items = state.withLock { state in
        state.isScheduled = false
        return state.queue.takeAll()
      }
      for item in items {
        switch item {
        case .piece(let part, let text):
          text.withBytes { onDelta?(context, hermes_model_part(part), $0) }
        case .answer(let status, let bytes): bytes.withBytes { onReply(context, status, $0) }
        }
      }
    }
  }
}
