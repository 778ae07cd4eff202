import HermesContract

/// A request of JSON-RPC 2.0 (section 4), with its parameters by name.
package struct JSONRPCRequest: Sendable {
  package let id: String
  package let method: String
  package let params: JSONObject

  package init(id: String, method: String, params: JSONObject) {
    self.id = id
    self.method = method
    self.params = params
  }

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
