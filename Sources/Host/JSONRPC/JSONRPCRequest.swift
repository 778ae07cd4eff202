import HermesContract

/// A JSON-RPC 2.0 request (section 4) with named parameters.
package struct JSONRPCRequest: Sendable {
  /// Chosen by the client; repeated in the response.
  package let id: String
  /// The name of the method.
  package let method: String
  /// The parameters by name.
  package let params: JSONObject

  package init(id: String, method: String, params: JSONObject) {
    self.id = id
    self.method = method
    self.params = params
  }

  /// The request object to send.
  package var json: JSONValue {
    [
      "jsonrpc": .string(JSONRPCVersion.text), "id": .string(id), "method": .string(method),
      "params": .object(params),
    ]
  }
}

enum JSONRPCVersion {
  static let text = "2.0"
}
