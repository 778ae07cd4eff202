import AsyncHTTPClient
import Foundation
import HermesContract
import HermesTerminal
import NIOCore

/// Sends requests to a Hermes server.
struct APIClient: Sendable {
  let address: ServerAddress
  let token: String?

  /// - Throws: `CommandFailure` with the problem's detail, or if no server answers or it is not a
  ///   Hermes server.
  func send(_ method: String, to path: String, body: JSONValue? = nil) async throws -> JSONValue {
    let bytes = try await answerBytes(method, from: path, body: body)
    if bytes.isEmpty { return .null }
    guard let answer = JSONValue(parsing: bytes), answer.object != nil else {
      throw notHermes
    }
    return answer
  }

  /// The same, for a response that must have a member.
  func send(
    _ method: String, to path: String, body: JSONValue? = nil, expecting member: String
  ) async throws -> JSONValue {
    let answer = try await send(method, to: path, body: body)
    guard answer[member] != nil else { throw notHermes }
    return answer
  }

  /// Another program at that address, or a proxy's page.
  private var notHermes: CommandFailure {
    CommandFailure(
      message: "The server at \(address.place) is not a Hermes server. Check the address (--url).")
  }

  /// The status and answer of a path that answers in JSON whether or not all is well.
  /// - Throws: `CommandFailure` if no server answers or it is not a Hermes server.
  func state(of path: String) async throws -> (status: Int, answer: JSONValue) {
    let (status, bytes) = try await exchange(
      "GET", path: path, body: nil, atMost: Self.maximumAnswerBytes)
    guard let answer = JSONValue(parsing: bytes), answer["status"]?.string != nil else {
      throw notHermes
    }
    return (status, answer)
  }

  /// Fetches the raw content of a path, at most 1 GiB.
  func content(_ path: String) async throws -> [UInt8] {
    try await answerBytes("GET", from: path, body: nil, atMost: Self.maximumContentBytes)
  }

  private static let maximumAnswerBytes = 16 << 20
  private static let maximumContentBytes = 1 << 30

  private func answerBytes(
    _ method: String, from path: String, body: JSONValue?, atMost limit: Int = maximumAnswerBytes
  ) async throws -> [UInt8] {
    let (status, bytes) = try await exchange(method, path: path, body: body, atMost: limit)
    guard (200..<300).contains(status) else {
      let problem = JSONValue(parsing: bytes)
      let code = problem?["code"]?.string ?? ""
      throw CommandFailure(
        message: problem?["detail"]?.string.map {
          EventText.visibleLine(ServerWords.text(code: code, message: $0))
        }
          ?? "The server answered \(status).", code: code)
    }
    return bytes
  }

  private func exchange(
    _ method: String, path: String, body: JSONValue?, atMost limit: Int
  ) async throws -> (status: Int, bytes: [UInt8]) {
    var request = HTTPClientRequest(url: address.httpURL(path))
    request.method = .RAW(value: method)
    request.headers.add(name: "Host", value: address.authority)
    request.headers.add(name: "User-Agent", value: "hermes/\(HermesCommand.version)")
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    if let body {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(bytes: JSONWriter.bytes(body)))
    }
    let response: HTTPClientResponse
    let bytes: [UInt8]
    do {
      response = try await ClientTLS.httpClient.execute(request, timeout: .seconds(310))
      bytes = [UInt8](buffer: try await response.body.collect(upTo: limit))
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      if let refusal = ClientTLS.refusal(of: error, at: address) { throw refusal }
      if error is NIOTooManyBytesError {
        throw CommandFailure(
          message: "The response of \(address.place) has more than \(limit) bytes.")
      }
      throw CommandFailure(
        message: "No server answers at \(address.place). Start one with: hermes serve")
    }
    if (300..<400).contains(response.status.code) {
      let place = response.headers.first(name: "Location") ?? "nowhere"
      throw CommandFailure(
        message:
          "\(address.httpURL("")) redirects to \(place) (\(response.status.code)), which is not followed. If that is the right server, use it with --url."
      )
    }
    return (Int(response.status.code), bytes)
  }
}
