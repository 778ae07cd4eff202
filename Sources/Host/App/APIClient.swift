import AsyncHTTPClient
import Foundation
import HermesContract
import HermesTerminal
import NIOCore

/// Requests to a Hermes server.
struct APIClient: Sendable {
  let address: ServerAddress
  let token: String?

  /// - Throws: `CommandFailure` with the problem's own words, that nobody answers, or that who answers is no Hermes.
  func send(_ method: String, to path: String, body: JSONValue? = nil) async throws -> JSONValue {
    let bytes = try await answerBytes(method, from: path, body: body)
    if bytes.isEmpty { return .null }
    guard let answer = try? JSONParser.parse(bytes), answer.object != nil else {
      throw notHermes
    }
    return answer
  }

  /// The same, of an answer that has a member.
  func send(
    _ method: String, to path: String, body: JSONValue? = nil, expecting member: String
  ) async throws -> JSONValue {
    let answer = try await send(method, to: path, body: body)
    guard answer[member] != nil else { throw notHermes }
    return answer
  }

  /// A proxy's page, or another program at that address.
  private var notHermes: CommandFailure {
    CommandFailure(
      message: "What answers at \(address.place) is no Hermes server. Check the address (--url).")
  }

  /// The raw content of a path.
  func content(_ path: String) async throws -> [UInt8] {
    try await answerBytes("GET", from: path, body: nil, atMost: Self.maximumContentBytes)
  }

  private static let maximumAnswerBytes = 16 << 20
  private static let maximumContentBytes = 1 << 30

  private func answerBytes(
    _ method: String, from path: String, body: JSONValue?, atMost limit: Int = maximumAnswerBytes
  ) async throws -> [UInt8] {
    var request = HTTPClientRequest(url: address.httpURL(path))
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
      bytes = [UInt8](buffer: try await response.body.collect(upTo: limit))
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      if let refusal = ClientTLS.refusal(of: error, at: address) { throw refusal }
      if error is NIOTooManyBytesError {
        throw CommandFailure(
          message: "The answer of \(address.place) has more than \(limit) bytes.")
      }
      throw CommandFailure(
        message: "No server answers at \(address.place). Start one with: hermes serve")
    }
    if (300..<400).contains(response.status.code) {
      let place = response.headers.first(name: "Location") ?? "nowhere"
      throw CommandFailure(
        message:
          "\(address.httpURL("")) sends to \(place) (\(response.status.code)), which is not followed. If that is right, name it with --url."
      )
    }
    guard (200..<300).contains(response.status.code) else {
      let problem = try? JSONParser.parse(bytes)
      let code = problem?["code"]?.string ?? ""
      throw CommandFailure(
        message: problem?["detail"]?.string.map { ServerWords.text(code: code, message: $0) }
          ?? "The server answered \(response.status.code).", code: code)
    }
    return bytes
  }
}
