import AsyncHTTPClient
import Foundation
import HermesContract
import NIOCore

/// Requests to a Hermes server.
struct APIClient: Sendable {
  let address: ServerAddress
  let token: String?

  /// - Throws: `CommandFailure` with the problem's own words, or that nobody answers.
  func send(_ method: String, _ path: String, body: JSONValue? = nil) async throws -> JSONValue {
    let bytes = try await bytes(method, path, body)
    return bytes.isEmpty ? .null : (try? JSONParser.parse(bytes)) ?? .null
  }

  /// The raw content of a path.
  func text(_ path: String) async throws -> String {
    String(decoding: try await bytes("GET", path, nil), as: UTF8.self)
  }

  private func bytes(_ method: String, _ path: String, _ body: JSONValue?) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: address.http(path))
    request.method = .RAW(value: method)
    request.headers.add(name: "Host", value: address.authority)
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    if let body {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(bytes: JSONWriter.bytes(body)))
    }
    let response: HTTPClientResponse
    let bytes: [UInt8]
    do {
      response = try await ClientTLS.httpClient.execute(request, timeout: .seconds(310))
      bytes = [UInt8](buffer: try await response.body.collect(upTo: 16 << 20))
    } catch {
      if let refusal = ClientTLS.refusal(of: error, at: address) { throw refusal }
      throw CommandFailure(
        message: "No server answers at \(address.http("")). Start one with: hermes serve")
    }
    if (300..<400).contains(response.status.code) {
      let place = response.headers.first(name: "Location") ?? "nowhere"
      throw CommandFailure(
        message:
          "\(address.http("")) sends to \(place) (\(response.status.code)), which is not followed. If that is right, name it with --url."
      )
    }
    guard (200..<300).contains(response.status.code) else {
      throw CommandFailure(
        message: (try? JSONParser.parse(bytes))?["detail"]?.string
          ?? "The server answered \(response.status.code).")
    }
    return bytes
  }
}
