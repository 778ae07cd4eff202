import AgentABI
import HermesThreads

/// The services an agent may request from the host besides its call; they are the same in both
/// lanes.
enum HostService: UInt8, Sendable {
  /// JSON as hermes.agents/1 describes it.
  case callAgent = 1
  /// The key.
  case storeGet
  /// u32 length of the key, the key, the value.
  case storePut
  /// The key.
  case storeRemove
  /// The prefix.
  case storeKeys
  /// The piece; answered with the id.
  case blobPut
  /// u32 length of the id, the id, the piece.
  case blobAppend
  /// u64 offset, u32 length, the id; answered with the bytes.
  case blobRead
  /// The id; answered with a u64.
  case blobSize
  /// JSON as hermes.model/1 describes it; its pieces are `ModelDelta`s.
  case complete
  /// Empty; answered with JSON as hermes.agents/1 describes it.
  case listAgents

  /// Called with pieces of an answer, in order and before the answer, on any thread. Must not
  /// block.
  typealias Hear = @Sendable (_ part: UInt8, _ text: [UInt8]) -> Void

  /// Called once with the answer to a request, on any thread. Must not block.
  typealias Reply = @Sendable (hermes_status, [UInt8]) -> Void

  /// Serves a request of an open call. Must not block.
  typealias Serve = @Sendable (HostService, Call, [UInt8], @escaping Hear, @escaping Reply) -> Void
}

extension AgentInstance {
  /// Requests a service from the host.
  /// - Returns: HERMES_OK if `reply` will be called; otherwise it will not be.
  func request(
    _ service: HostService, token: hermes_call, payload: [UInt8],
    hear: @escaping HostService.Hear = { _, _ in }, reply: @escaping HostService.Reply
  ) -> hermes_status {
    guard case .call(let call) = lookup(token) else {
      if case .ended = lookup(token) { return ABIStatus.ended }
      reportMisuse("a request to the host without an open call", token: token)
      return ABIStatus.noCall
    }
    switch call.state.withLock({ $0.machine.emissionVerdict() }) {
    case .ended: return ABIStatus.ended
    case .noCall:
      reportMisuse("a request to the host after finish", token: token)
      return ABIStatus.noCall
    case .open: break
    }
    guard let serve = setup.serve else { return ABIStatus.unsupported }
    serve(service, call, payload, hear, reply)
    return ABIStatus.ok
  }

  /// As `request`, but blocks until the answer has arrived. Not for threads that serve others.
  func requestAndWait(
    _ service: HostService, token: hermes_call, payload: [UInt8]
  ) -> (status: hermes_status, bytes: [UInt8]) {
    let answer = Monitor<(hermes_status, [UInt8])?>(nil)
    let status = request(service, token: token, payload: payload) { status, bytes in
      answer.signal { $0 = (status, bytes) }
    }
    guard status == ABIStatus.ok else { return (status, []) }
    return answer.wait { $0 }
  }
}
