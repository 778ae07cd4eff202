import AgentABI
import Foundation

/// Data that the agent keeps for the user of a call: bytes by key that outlive calls, restarts and
/// new versions of the agent (hermes.store/1).
///
/// Every function throws `CancellationError` when the host has ended the call, and `AgentError`
/// with `invalid_argument` for a key that is not 1 to 512 bytes long.
public struct AgentStore: Sendable {
  let table: ForeignTable<hermes_store_1>
  let call: AgentCall

  /// The value for `key`; nil if there is none.
  public func value(of key: String) async throws -> Data? {
    let (status, value) = await requestResult(of: \.get, key: key) { get, host, token, key, sink in
      get(host, token, key, sink.function, sink.context)
    }
    if status == ABIStatus.notFound { return nil }
    try HostCall.check(status, what: "value")
    return value
  }

  /// Stores a value, replacing an earlier one. It is durable when this returns. At most 1 MiB. Also
  /// throws `too_large` and `quota_exceeded`.
  public func put(_ value: Data, for key: String) async throws {
    let (status, _) = await requestResult(of: \.put, key: key) { put, host, token, key, _ in
      value.withHermesBytes { put(host, token, key, $0) }
    }
    try HostCall.check(status, what: "value")
  }

  /// Removes a value. Returns false if there was none.
  public func remove(_ key: String) async throws -> Bool {
    let (status, _) = await requestResult(of: \.remove, key: key) { remove, host, token, key, _ in
      remove(host, token, key)
    }
    if status == ABIStatus.notFound { return false }
    try HostCall.check(status, what: "value")
    return true
  }

  /// The keys that begin with `prefix`, in byte order.
  public func keys(beginningWith prefix: String = "") async throws -> [String] {
    let (status, json) = await requestResult(of: \.keys, key: prefix) {
      keys, host, token, prefix, sink in
      keys(host, token, prefix, sink.function, sink.context)
    }
    try HostCall.check(status, what: "key")
    return try JSONDecoder().decode([String].self, from: json)
  }

  private func requestResult<Function: Sendable>(
    of path: KeyPath<hermes_store_1, Function?>, key: String,
    work:
      @escaping @Sendable (
        Function, UnsafePointer<hermes_host>, hermes_call, hermes_bytes, HostCall.Sink
      ) -> hermes_status
  ) async -> (hermes_status, Data) {
    guard let function = table.function(path) else { return (ABIStatus.unsupported, Data()) }
    return await HostCall.requestResult { [call] sink in
      Data(key.utf8).withHermesBytes { work(function, call.host.pointer, call.token, $0, sink) }
    }
  }
}

extension AgentCall {
  /// The agent's store; nil without the grant `store`.
  public var store: AgentStore? {
    host.extension(HERMES_EXT_STORE, as: hermes_store_1.self).map {
      AgentStore(table: $0, call: self)
    }
  }
}
