import HermesA2AWire
import HermesContract
import HermesJSONRPC
import HermesOutbound

/// Requests to remote agents and their results, over A2A's JSON-RPC binding (v1.0, section 9).
enum RPC {
  struct Request: Sendable {
    let id: String
    let method: A2AMethod
    let params: JSONObject

    init(_ method: A2AMethod, params: JSONObject, to interface: RemoteCard.Interface) {
      id = TaskID.random().text
      self.method = method
      var params = params
      if !interface.tenant.isEmpty { params["tenant"] = .string(interface.tenant) }
      self.params = params
    }

    var bytes: [UInt8] {
      JSONWriter.bytes(JSONRPCRequest(id: id, method: method.rawValue, params: params).json)
    }
  }

  /// The result of a response.
  /// - Throws: `reported` or `garbage`.
  static func result(
    _ bytes: [UInt8], of request: Request, from peer: RemotePeer
  ) throws(RemoteFault) -> JSONValue {
    guard let json = try? RemoteJSON.parse(bytes, from: peer), json.object != nil else {
      throw .garbage(ForeignText.beginning(of: bytes, without: peer.key))
    }
    let response: JSONRPCResponse
    do throws(JSONRPCResponse.Malformed) {
      response = try JSONRPCResponse(json, to: request.id)
    } catch { throw .garbage(error.reason) }
    switch response {
    case .result(let result): return result
    case .error(let code, let message):
      throw .reported(code: code, message: message ?? "no reason given")
    }
  }
}
