import HermesContract
import HermesJSONRPC
import Testing

struct JSONRPCResponseTests {
  private func response(_ json: JSONValue) throws -> JSONRPCResponse {
    try JSONRPCResponse(json, to: "7")
  }

  @Test("A result is answered to the request that has its id")
  func result() throws {
    guard case .result(let result) = try response(["jsonrpc": "2.0", "id": "7", "result": [1]])
    else {
      Issue.record("no result")
      return
    }
    #expect(result == [1])
  }

  @Test("An error counts whatever id it names")
  func error() throws {
    for id in [JSONValue.null, "7", "8"] {
      let json: JSONValue = [
        "jsonrpc": "2.0", "id": id, "error": ["code": -32601, "message": "no such method"],
      ]
      guard case .error(let code, let message) = try response(json) else {
        Issue.record("no error")
        return
      }
      #expect(code == -32601 && message == "no such method")
    }
  }

  @Test(
    "What answers nothing, or somebody else, is malformed",
    arguments: [
      ["jsonrpc": "2.0", "id": "8", "result": 1], ["jsonrpc": "1.0", "id": "7", "result": 1],
      ["jsonrpc": "2.0", "id": "7"], ["jsonrpc": "2.0", "id": "7", "error": ["message": "x"]],
      ["jsonrpc": "2.0", "id": 7, "result": 1],
    ] as [JSONValue])
  func malformed(json: JSONValue) {
    #expect(throws: JSONRPCResponse.Malformed.self) { try response(json) }
  }
}
