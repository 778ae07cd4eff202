import HermesContract

/// The answer to a request of JSON-RPC 2.0 (section 5).
package enum JSONRPCResponse: Sendable {
  case result(JSONValue)
  case error(code: Int64, message: String?)

  /// What it is not.
  package struct Malformed: Error {
    /// A noun phrase.
    package let reason: String
  }

  /// - Parameter id: of the request that it should answer. An error need not name it: whoever could not read the
  ///   request does not know it.
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
