import AsyncHTTPClient
import HermesA2AWire
import HermesContract
import HermesOutbound
import NIOCore

/// Requests to remote agents: one at a time, limited in time and size, without redirects.
struct RemoteTransport: Sendable {
  /// The limit for one event of a stream: its artifacts in base64, with some margin.
  static let maximumFrameBytes = RemoteTask.maximumBytes * 3 / 2
  /// The limit for an answer that is not a stream.
  private static let maximumAnswerBytes = maximumFrameBytes
  private static let maximumErrorBytes = 16 << 10

  /// For requests that may be sent twice.
  let client: HTTPClient
  /// For messages. Each connection is used once: a request on a connection that the agent is about
  /// to close is lost, and it is impossible to tell whether it arrived.
  let messages: HTTPClient

  /// Fetches a document with GET.
  func get(
    _ url: String, as peer: RemotePeer, limit: Duration, maximum: Int
  ) async throws(RemoteFault) -> [UInt8] {
    var request = request(to: url, as: peer)
    request.headers.add(name: "Accept", value: "application/json")
    return try await answer(
      to: request, over: client, as: peer, within: limit, what: "a card", maximum: maximum,
      budget: nil)
  }

  /// One request with one answer.
  /// - Parameter budget: the budget of its call; nil for none.
  func call(
    _ rpc: RPC.Request, at interface: RemoteCard.Interface, as peer: RemotePeer,
    trace: TraceContext?, limit: Duration, budget: RemoteBudget?
  ) async throws(RemoteFault) -> JSONValue {
    let request = post(rpc, to: interface, as: peer, trace: trace, accept: "application/json")
    let bytes = try await answer(
      to: request, over: client(for: rpc), as: peer, within: limit, what: "an answer",
      maximum: Self.maximumAnswerBytes, budget: budget)
    return try RPC.result(bytes, of: rpc, from: peer)
  }

  /// One request with a stream of answers.
  /// - Parameters:
  ///   - budget: the budget of its call.
  ///   - onResult: called for each answer until it returns false.
  func stream(
    _ rpc: RPC.Request, at interface: RemoteCard.Interface, as peer: RemotePeer,
    trace: TraceContext?, budget: RemoteBudget,
    onResult: (JSONValue) async throws(RemoteFault) -> Bool
  ) async throws(RemoteFault) {
    let request = post(rpc, to: interface, as: peer, trace: trace, accept: "text/event-stream")
    let response = try await execute(
      request, over: client(for: rpc), as: peer, limit: nil)
    let type = response.headers.first(name: "Content-Type") ?? "no type"
    guard MediaModes.isCovered(by: ["text/event-stream"], mediaType: type) else {
      guard MediaModes.isCovered(by: ["application/json"], mediaType: type) else {
        throw .garbage("\(type) in place of text/event-stream")
      }
      // An error before the first event is not sent as a stream (section 9.4.2).
      let bytes = try await collect(
        response.body, what: "an answer", maximum: Self.maximumAnswerBytes, budget: budget)
      _ = try RPC.result(bytes, of: rpc, from: peer)
      throw .garbage("one answer in place of a stream")
    }
    var events = ServerSentEvents(limit: Self.maximumFrameBytes)
    var chunks = response.body.makeAsyncIterator()
    while let chunk = try await nextChunk(of: &chunks) {
      try budget.spend(chunk.readableBytes)
      // If there is always more to read, nothing else suspends this shared thread.
      await Task.yield()
      guard !Task.isCancelled else { throw .brokeOff("the call has ended") }
      let complete: [[UInt8]]
      do { complete = try events.feed(chunk.readableBytesView) } catch {
        throw .tooLarge(what: "an event", limit: Self.maximumFrameBytes)
      }
      for event in complete {
        guard try await onResult(try RPC.result(event, of: rpc, from: peer)) else { return }
      }
    }
    if let event = events.finish() {
      _ = try await onResult(try RPC.result(event, of: rpc, from: peer))
    }
  }

  // MARK: - Pieces

  /// Reads a complete answer. One that arrives byte by byte is given up like one that does not
  /// arrive.
  private func answer(
    to request: HTTPClientRequest, over client: HTTPClient, as peer: RemotePeer,
    within limit: Duration, what: String, maximum: Int, budget: RemoteBudget?
  ) async throws(RemoteFault) -> [UInt8] {
    let result = await withTaskGroup(of: Result<[UInt8], RemoteFault>?.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        do throws(RemoteFault) {
          let response = try await execute(request, over: client, as: peer, limit: limit)
          return .success(
            try await collect(response.body, what: what, maximum: maximum, budget: budget))
        } catch { return .failure(error) }
      }
      group.addTask {
        do { try await Patience.wait(limit) } catch { return nil }
        return .failure(.late(limit))
      }
      for await result in group {
        if let result { return result }
      }
      return .failure(RemoteFault.brokeOff("the call has ended"))
    }
    return try result.get()
  }

  private func request(to url: String, as peer: RemotePeer) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: url)
    request.headers.add(name: A2AProtocol.versionHeader, value: A2AProtocol.version)
    if !peer.key.isEmpty {
      request.headers.add(name: "Authorization", value: "Bearer \(peer.key)")
    }
    return request
  }

  private func post(
    _ rpc: RPC.Request, to interface: RemoteCard.Interface, as peer: RemotePeer,
    trace: TraceContext?, accept: String
  ) -> HTTPClientRequest {
    var request = request(to: interface.url, as: peer)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "Accept", value: accept)
    if let trace { request.headers.add(name: "traceparent", value: trace.text) }
    request.body = .bytes(rpc.bytes)
    return request
  }

  private func client(for rpc: RPC.Request) -> HTTPClient {
    rpc.method.isMessage ? messages : client
  }

  /// - Parameter limit: for the whole answer; nil for none.
  private func execute(
    _ request: HTTPClientRequest, over client: HTTPClient, as peer: RemotePeer, limit: Duration?
  ) async throws(RemoteFault) -> HTTPClientResponse {
    let response: HTTPClientResponse
    do {
      let deadline = limit.map { NIODeadline.now() + TimeAmount($0) } ?? .distantFuture
      response = try await client.execute(request, deadline: deadline)
    } catch {
      throw Self.fault(for: error, limit: limit)
    }
    switch Int(response.status.code) {
    case 200: return response
    case 300..<400:
      throw .redirected(to: response.headers.first(name: "Location") ?? "nowhere")
    default:
      let body = try? await response.body.collect(upTo: Self.maximumErrorBytes)
      let json = body.flatMap { try? RemoteJSON.parse(Array($0.readableBytesView), from: peer) }
      throw .status(
        Int(response.status.code),
        said: json?["error"]?["message"]?.string ?? json?["detail"]?.string,
        retryAfter: response.headers.first(name: "Retry-After").flatMap(Int.init)
          .map { .seconds(max(0, min($0, 86_400))) })
    }
  }

  private func nextChunk(
    of chunks: inout HTTPClientResponse.Body.AsyncIterator
  ) async throws(RemoteFault) -> ByteBuffer? {
    do { return try await chunks.next() } catch { throw Self.fault(for: error, limit: nil) }
  }

  private func collect(
    _ body: HTTPClientResponse.Body, what: String, maximum: Int, budget: RemoteBudget?
  ) async throws(RemoteFault) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunks = body.makeAsyncIterator()
    while let chunk = try await nextChunk(of: &chunks) {
      guard bytes.count + chunk.readableBytes <= maximum else {
        throw .tooLarge(what: what, limit: maximum)
      }
      try budget?.spend(chunk.readableBytes)
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    return bytes
  }

  private static func fault(for error: any Error, limit: Duration?) -> RemoteFault {
    if let limit, error as? HTTPClientError == .deadlineExceeded { return .late(limit) }
    if let many = error as? AnswerBytes.TooMany {
      return .tooLarge(what: "an answer with its heads", limit: many.limit)
    }
    let fault = ConnectionFault(error)
    return fault.wasNeverThere ? .notReached(fault.reason) : .brokeOff(fault.reason)
  }
}
