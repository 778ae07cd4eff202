import AgentABI

/// The C functions of hermes.blob/1.
enum BlobExtension {
  static let maximumPieceBytes = ABILimit.blobPieceBytes
  private static let maximumIDBytes = 64

  static var table: hermes_blob_1 {
    hermes_blob_1(
      struct_size: UInt32(MemoryLayout<hermes_blob_1>.size), reserved: 0,
      put: { host, call, piece, sink, context in
        BlobExtension.put(host, call, piece, sink, context)
      },
      append: { host, call, id, piece in BlobExtension.append(host, call, id, piece) },
      read: { host, call, id, offset, length, sink, context in
        BlobExtension.read(host, call, id, offset, length, sink, context)
      },
      size: { host, call, id, bytes in BlobExtension.size(host, call, id, bytes) })
  }

  private static func put(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ piece: hermes_bytes,
    _ sink: hermes_sink?, _ context: UnsafeMutableRawPointer?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard piece.len <= maximumPieceBytes else { return ABIStatus.tooLarge }
    guard let sink, let piece = [UInt8](piece) else {
      instance.reportMisuse("hermes.blob/1: not a piece, or no sink for its id", token: token)
      return ABIStatus.invalid
    }
    let (status, id) = instance.requestAndWait(.blobPut, token: token, payload: piece)
    if status == ABIStatus.ok { id.withBytes { sink(context, $0) } }
    return status
  }

  private static func append(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ id: hermes_bytes,
    _ piece: hermes_bytes
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard piece.len <= maximumPieceBytes else { return ABIStatus.tooLarge }
    guard let id = validID(id, instance: instance, token: token), let piece = [UInt8](piece) else {
      return ABIStatus.invalid
    }
    var payload: [UInt8] = []
    payload.append(number: UInt32(id.count))
    payload.append(contentsOf: id)
    payload.append(contentsOf: piece)
    return instance.requestAndWait(.blobAppend, token: token, payload: payload).status
  }

  private static func read(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ id: hermes_bytes,
    _ offset: UInt64, _ length: Int, _ sink: hermes_sink?, _ context: UnsafeMutableRawPointer?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard let sink, let id = validID(id, instance: instance, token: token) else {
      return ABIStatus.invalid
    }
    var payload: [UInt8] = []
    payload.append(number: offset)
    // A C size_t: a value that looks negative is just very large.
    payload.append(number: UInt32(min(UInt(bitPattern: length), UInt(maximumPieceBytes))))
    payload.append(contentsOf: id)
    let (status, bytes) = instance.requestAndWait(.blobRead, token: token, payload: payload)
    if status == ABIStatus.ok, !bytes.isEmpty { bytes.withBytes { sink(context, $0) } }
    return status
  }

  private static func size(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ id: hermes_bytes,
    _ result: UnsafeMutablePointer<UInt64>?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard let result, let id = validID(id, instance: instance, token: token) else {
      return ABIStatus.invalid
    }
    let (status, bytes) = instance.requestAndWait(.blobSize, token: token, payload: id)
    guard status == ABIStatus.ok, bytes.count == 8 else { return status }
    result.pointee = bytes.number(at: 0)
    return status
  }

  private static func validID(
    _ id: hermes_bytes, instance: AgentInstance, token: hermes_call
  ) -> [UInt8]? {
    guard id.len > 0, id.len <= maximumIDBytes, let bytes = [UInt8](id) else {
      instance.reportMisuse("hermes.blob/1: not an id", token: token)
      return nil
    }
    return bytes
  }
}
