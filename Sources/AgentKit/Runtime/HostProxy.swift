import AgentABI
import Foundation

/// The host's functions.
struct HostProxy: Sendable {
  private let table: ForeignTable<hermes_host>

  init(_ table: UnsafePointer<hermes_host>) { self.table = ForeignTable(table) }

  var pointer: UnsafePointer<hermes_host> { table.pointer }

  func finish(_ call: hermes_call, status: hermes_status, json: Data) -> hermes_status {
    guard let finish = table.function(\.finish) else { return ABIStatus.unsupported }
    return json.withHermesBytes { finish(pointer, call, status, $0) }
  }

  func emit(_ call: hermes_call, kind: hermes_event_kind, json: Data) -> hermes_status {
    guard let emit = table.function(\.emit) else { return ABIStatus.unsupported }
    return json.withHermesBytes { emit(pointer, call, kind, $0) }
  }

  func isCancelled(_ call: hermes_call) -> Bool {
    guard let isCancelled = table.function(\.is_cancelled) else { return false }
    return isCancelled(pointer, call) != 0
  }

  func log(_ call: hermes_call, level: AgentLog.Level, message: String) {
    guard let log = table.function(\.log) else { return }
    Data(message.utf8).withHermesBytes { log(pointer, call, level.ofABI, $0) }
  }

  /// Nil if the host does not offer the extension or the agent has no grant for it.
  func `extension`<Table>(_ id: String, as: Table.Type) -> ForeignTable<Table>? {
    guard let find = table.function(\.get_extension) else { return nil }
    let found = Data(id.utf8).withHermesBytes { find(pointer, $0) }
    return found.map { ForeignTable($0.assumingMemoryBound(to: Table.self)) }
  }
}

extension Data {
  /// The bytes as the ABI passes them: BORROWED, valid only inside `body`.
  func withHermesBytes<Value>(_ body: (hermes_bytes) -> Value) -> Value {
    withUnsafeBytes { buffer in
      body(
        hermes_bytes(
          ptr: isEmpty ? nil : buffer.bindMemory(to: UInt8.self).baseAddress, len: buffer.count))
    }
  }

  /// A copy of borrowed bytes.
  init(_ bytes: hermes_bytes) {
    self = bytes.ptr.map { Data(bytes: $0, count: bytes.len) } ?? Data()
  }
}
