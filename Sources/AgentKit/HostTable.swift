import AgentABI
import Foundation

// Proof for @unchecked: the ABI makes the table STATIC and its functions callable from any thread.
/// The host's functions, each read only if the host's table is large enough to hold it.
struct HostTable: @unchecked Sendable {
  private let table: UnsafePointer<hermes_host>

  init(_ table: UnsafePointer<hermes_host>) { self.table = table }

  /// HERMES_HAS and the read in one. A read through `pointee` could load the whole struct, past the
  /// end of a shorter table.
  private func function<Function>(_ path: KeyPath<hermes_host, Function?>) -> Function? {
    guard let offset = MemoryLayout<hermes_host>.offset(of: path) else { return nil }
    let raw = UnsafeRawPointer(table)
    let size = Int(raw.load(as: UInt32.self))
    guard size >= offset + MemoryLayout<Function?>.size else { return nil }
    return raw.load(fromByteOffset: offset, as: Function?.self)
  }

  func finish(_ call: hermes_call, _ status: hermes_status, _ json: Data) -> hermes_status {
    guard let finish = function(\.finish) else { return Status.unsupported }
    return json.withHermesBytes { finish(table, call, status, $0) }
  }

  func emit(_ call: hermes_call, _ kind: EventKind, _ json: Data) -> hermes_status {
    guard let emit = function(\.emit) else { return Status.unsupported }
    return json.withHermesBytes { emit(table, call, kind.rawValue, $0) }
  }

  func isCancelled(_ call: hermes_call) -> Bool {
    guard let isCancelled = function(\.is_cancelled) else { return false }
    return isCancelled(table, call) != 0
  }

  func log(_ call: hermes_call, _ level: AgentLog.Level, _ message: String) {
    guard let log = function(\.log) else { return }
    Data(message.utf8).withHermesBytes { log(table, call, level.rawValue, $0) }
  }
}

extension Data {
  /// The bytes as the ABI passes them: BORROWED, valid inside `body` only.
  fileprivate func withHermesBytes<Value>(_ body: (hermes_bytes) -> Value) -> Value {
    withUnsafeBytes { buffer in
      body(
        hermes_bytes(
          ptr: isEmpty ? nil : buffer.bindMemory(to: UInt8.self).baseAddress, len: buffer.count))
    }
  }
}
