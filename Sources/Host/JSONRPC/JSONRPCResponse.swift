import HermesContract

/// The response to a JSON-RPC 2.0 request (section 5).
package enum JSONRPCResponse: Sendable {
  case result(JSONValue)
  case error(code: Int64, message: String?)

  /// Why a response is not valid.
  package struct Malformed: Error {
    /// A noun phrase that describes what was received.
    package let reason: String
  }

  /// Parses a response.
  /// - Parameter id: the id of the request. An error response need not repeat it, because a server
  ///   that could not parse the request does not know it.
  /// - Throws: `Malformed`.
  package init(_ json: JSONValue, to id: String) throws(Malformed) {
    if let error = json["error"], error != .null {
      guard let code = error["code"]?.int else {
        throw Malformed(reason: "an error without a code")
      }
      self = .error(code: code, message: error["message"]?.string)
      return
    }
    guard json["jsonrpc"]?.string == JSONRPCVersion.text, json["id"]?.string == id else {
      throw Malformed(reason: "a response to another request")
    }
    guard let result = json["result"] else {
      throw Malformed(reason: "a response without a result")
    }
    self = .result(result)
  }
}
