import HermesContract

/// The envelopes of A2A's JSON-RPC binding (v1.0, section 9).
enum RPC {
  /// What `A2A-Version` says.
  static let version = "1.0"
  static let taskNotFound: Int64 = -32001
  static let taskNotCancelable: Int64 = -32002
  static let unsupportedOperation: Int64 = -32004
  static let versionNotSupported: Int64 = -32009
  static let internalError: Int64 = -32603

  struct Request: Sendable {
    let id: String
    let method: String
    let params: JSONObject
    /// Whether the agent does something that should not happen twice.
    var isMessage: Bool { method.hasPrefix("Send") }

    init(_ method: String, _ params: JSONObject, to interface: RemoteCard.Interface) {
      id = TaskID.random().text
      self.method = method
      var params = params
      if !interface.tenant.isEmpty { params["tenant"] = .string(interface.tenant) }
      self.params = params
    }

    var bytes: [UInt8] {
      JSONWriter.bytes([
        "jsonrpc": "2.0", "id": .string(id), "method": .string(method), "params": .object(params),
      ])
    }
  }

  /// The result of a response.
  /// - Throws: `reported` or `garbage`.
  static func result(
    _ bytes: [UInt8], of request: Request, from peer: RemotePeer
  ) throws(RemoteFault) -> JSONValue {
    guard let json = try? RemoteJSON.parse(bytes, from: peer), json.object != nil else {
      throw .garbage(String(decoding: bytes.prefix(80), as: UTF8.self))
    }
    if let error = json["error"], error != .null {
      guard let code = error["code"]?.int else { throw .garbage("an error without a code") }
      throw .reported(code: code, message: error["message"]?.string ?? "no reason given")
    }
    guard json["jsonrpc"]?.string == "2.0", json["id"]?.string == request.id else {
      throw .garbage("a response to another request")
    }
    guard let result = json["result"] else { throw .garbage("a response without a result") }
    return result
  }
}
