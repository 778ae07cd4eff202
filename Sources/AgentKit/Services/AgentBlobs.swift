import AgentABI
import Foundation

/// Parts that are too large for JSON (hermes.blob/1). A blob belongs to the task and is removed
/// when the task ends, unless the result names it with `AgentPart(blob:mediaType:)`.
///
/// Every function throws `CancellationError` when the host has ended the call, and `AgentError`
/// with `not_found` for an id that does not belong to this task.
public struct AgentBlobs: Sendable {
  private static let pieceBytes = 4 << 20

  let table: ForeignTable<hermes_blob_1>
  let call: AgentCall

  /// Creates a blob of any length. Also throws `quota_exceeded`.
  /// - Returns: The blob's id.
  public func make(_ content: Data) async throws -> String {
    let first = content.prefix(Self.pieceBytes)
    let (status, id) = await requestResult(of: \.put) { put, host, token, sink in
      first.withHermesBytes { put(host, token, $0, sink.function, sink.context) }
    }
    try HostCall.check(status, what: "blob")
    let text = String(decoding: id, as: UTF8.self)
    try await append(content.dropFirst(Self.pieceBytes), to: text)
    return text
  }

  /// Appends to a blob that no result has named yet. Also throws `quota_exceeded`.
  public func append(_ content: Data, to id: String) async throws {
    var rest = content
    while !rest.isEmpty {
      let piece = rest.prefix(Self.pieceBytes)
      rest = rest.dropFirst(Self.pieceBytes)
      let (status, _) = await requestResult(of: \.append) { append, host, token, _ in
        Data(id.utf8).withHermesBytes { id in
          piece.withHermesBytes { append(host, token, id, $0) }
        }
      }
      try HostCall.check(status, what: "blob")
    }
  }

  /// Reads at most `count` bytes, and at most 4 MiB, starting at `offset`; fewer at the end of the
  /// blob.
  public func read(_ id: String, from offset: UInt64 = 0, count: Int = 4 << 20) async throws -> Data
  {
    let (status, bytes) = await requestResult(of: \.read) { read, host, token, sink in
      Data(id.utf8).withHermesBytes {
        read(host, token, $0, offset, max(0, count), sink.function, sink.context)
      }
    }
    try HostCall.check(status, what: "blob")
    return bytes
  }

  /// The blob's size in bytes.
  public func size(of id: String) async throws -> UInt64 {
    let (status, bytes) = await requestResult(of: \.size) { size, host, token, sink in
      var result: UInt64 = 0
      let status = Data(id.utf8).withHermesBytes { size(host, token, $0, &result) }
      withUnsafeBytes(of: result) {
        sink.function(
          sink.context,
          hermes_bytes(ptr: $0.bindMemory(to: UInt8.self).baseAddress, len: $0.count))
      }
      return status
    }
    try HostCall.check(status, what: "blob")
    return bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
  }

  private func requestResult<Function: Sendable>(
    of path: KeyPath<hermes_blob_1, Function?>,
    work:
      @escaping @Sendable (
        Function, UnsafePointer<hermes_host>, hermes_call, HostCall.Sink
      ) -> hermes_status
  ) async -> (hermes_status, Data) {
    guard let function = table.function(path) else { return (ABIStatus.unsupported, Data()) }
    return await HostCall.requestResult { [call] sink in
      work(function, call.host.pointer, call.token, sink)
    }
  }
}

extension AgentCall {
  /// The task's blobs; nil without the grant `blob`.
  public var blobs: AgentBlobs? {
    host.extension(HERMES_EXT_BLOB, as: hermes_blob_1.self).map {
      AgentBlobs(table: $0, call: self)
    }
  }
}
