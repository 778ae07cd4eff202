import AgentABI
import Glibc
import HermesContract
import HermesThreads

/// An instance of an agent in a probe. Its functions are for agent threads, unless stated
/// otherwise.
struct ProbeInstance: @unchecked Sendable {
  // Proof for @unchecked: the ABI allows any thread to use the instance between create and destroy.
  private let agent: OpaquePointer
  private let library: ProbeLibrary
  let host: ProbeHost
  let card: AgentCard

  struct CreateFailure: Error { let text: String }

  init(
    _ library: ProbeLibrary, index: Int = 0, table: ProbeHostTable.Size = .current
  ) throws(CreateFailure) {
    self.library = library
    card = library.cards[index]
    host = ProbeHost()
    let pointer = ProbeHostTable.makeTable(for: host, size: table)
    var made: OpaquePointer?
    // One byte more than the library is told of, which it must not touch.
    var reason = [CChar](repeating: 0x55, count: 257)
    let config = library.config()
    let status = library.table.pointee.create(
      UInt32(index), pointer, config.view, &made, &reason, 256)
    guard reason[256] == 0x55 else {
      throw CreateFailure(text: "create wrote beyond the \(256) bytes of errbuf")
    }
    guard status == ABIStatus.ok else {
      let text = reason[..<256].prefix { $0 != 0 && $0 != 0x55 }.map(UInt8.init(bitPattern:))
      let words = text.isEmpty ? "without a reason" : String(decoding: text, as: UTF8.self)
      throw CreateFailure(text: "create of \(card.name) returned \(status): \(words)")
    }
    guard let made else {
      throw CreateFailure(text: "create of \(card.name) returned HERMES_OK without an instance")
    }
    agent = made
  }

  /// Invokes, and waits for the end of the call.
  /// - Returns: nil if the call did not end before `deadline`; it is still open then.
  func call(
    _ request: [UInt8], ended: Bool = false, until deadline: UInt64
  ) -> (token: hermes_call, record: ProbeHost.Record)? {
    let token = begin(request, ended: ended)
    let record = closed(token, until: deadline)
    return record.map { (token, $0) }
  }

  /// Invokes, and returns when `invoke` does.
  func begin(_ request: [UInt8], ended: Bool = false) -> hermes_call {
    let token = host.openCall(ended: ended)
    invoke(token, request: request)
    return token
  }

  func invoke(_ token: hermes_call, request: [UInt8]) {
    let bytes = GuardedBytes(request)
    let status = library.table.pointee.invoke(agent, token, bytes.view)
    host.state.broadcast { $0.calls[token]?.returned = status }
  }

  /// The record of the call, once it is closed; nil at the deadline. Any thread.
  func closed(_ token: hermes_call, until deadline: UInt64) -> ProbeHost.Record? {
    host.state.wait(until: deadline) { state in
      guard let record = state.calls[token], record.isClosed else { return nil }
      return record
    }
  }

  /// Control thread only.
  func cancel(_ token: hermes_call) { library.cancel?(agent, token) }
  /// Control thread only.
  func drained(_ token: hermes_call) { library.drained?(agent, token) }

  /// No call may be open.
  func destroy() {
    library.table.pointee.destroy(agent)
    host.state.withLock { $0.isDestroyed = true }
  }
}
