import AgentABI

/// The C functions of hermes.store/1.
enum StoreExtension {
  static let maximumKeyBytes = ABILimit.storeKeyBytes
  static let maximumValueBytes = ABILimit.storeValueBytes

  static var table: hermes_store_1 {
    hermes_store_1(
      struct_size: UInt32(MemoryLayout<hermes_store_1>.size), reserved: 0,
      get: { host, call, key, sink, context in
        StoreExtension.ask(.storeGet, host, call, key: key, sink, context)
      },
      put: { host, call, key, value in StoreExtension.put(host, call, key, value) },
      remove: { host, call, key in
        StoreExtension.ask(.storeRemove, host, call, key: key, nil, nil)
      },
      keys: { host, call, prefix, sink, context in
        StoreExtension.ask(.storeKeys, host, call, key: prefix, mayBeEmpty: true, sink, context)
      })
  }

  private static func ask(
    _ service: HostService, _ host: UnsafePointer<hermes_host>?, _ token: hermes_call,
    key: hermes_bytes, mayBeEmpty: Bool = false, _ sink: hermes_sink?,
    _ context: UnsafeMutableRawPointer?
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard let key = validKey(key, mayBeEmpty: mayBeEmpty) else {
      instance.reportMisuse("hermes.store/1: not a key", token: token)
      return ABIStatus.invalid
    }
    let (status, bytes) = instance.requestAndWait(service, token: token, payload: key)
    if status == ABIStatus.ok, let sink { bytes.withBytes { sink(context, $0) } }
    return status
  }

  private static func put(
    _ host: UnsafePointer<hermes_host>?, _ token: hermes_call, _ key: hermes_bytes,
    _ value: hermes_bytes
  ) -> hermes_status {
    guard let instance = HostTable.instance(host) else { return ABIStatus.invalid }
    guard value.len <= maximumValueBytes else { return ABIStatus.tooLarge }
    guard let key = validKey(key, mayBeEmpty: false), let value = [UInt8](value) else {
      instance.reportMisuse("hermes.store/1: not a key or not a value", token: token)
      return ABIStatus.invalid
    }
    var payload: [UInt8] = []
    payload.append(number: UInt32(key.count))
    payload.append(contentsOf: key)
    payload.append(contentsOf: value)
    return instance.requestAndWait(.storePut, token: token, payload: payload).status
  }

  private static func validKey(_ key: hermes_bytes, mayBeEmpty: Bool) -> [UInt8]? {
    guard key.len <= maximumKeyBytes, mayBeEmpty || key.len > 0, let bytes = [UInt8](key),
      !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil
    else { return nil }
    return bytes
  }
}
