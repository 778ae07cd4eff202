import AsyncHTTPClient
import Foundation
import HermesContract
import HermesOutbound
import NIOCore
import NIOSSL
import Synchronization

/// Requests completions from any server with OpenAI's streaming `POST /chat/completions`.
package final class ModelClient: ModelCompleting {
  /// The server's own model and its time limits.
  package struct Configuration: Sendable {
    /// Base URL of the server's own model; empty if there is none.
    package var url = ""
    /// The model's name, as its server calls it.
    package var name = ""
    /// Sent as a bearer token; empty for none.
    package var key = ""
    /// From the request to the first piece of the answer, including retries.
    package var firstTokenLimit = Duration.seconds(120)
    /// From the request to the end of the answer.
    package var limit = Duration.seconds(600)

    /// No model, and the default limits.
    package init() {}
  }

  /// Whether any part of the answer has arrived.
  private final class Beginning: Sendable {
    let hasCome = Atomic(false)
  }

  private static let connectLimit = TimeAmount.seconds(10)
  private static let maximumErrorBytes = 16 << 10
  /// For an answer in one piece, whose quotes are escaped.
  private static let maximumDocumentBytes = 2 * CompletionStream.maximumAnswerBytes
  /// The limit of an expanded answer: compression is not requested, but some proxies use it
  /// regardless.
  private static let maximumExpandedBytes = 64 << 20

  /// The most bytes on the wire in answer to one request.
  private static let maximumTransferBytes = 256 << 20

  private let configuration: Mutex<Configuration>
  private let client: HTTPClient
  private let dialects = DialectMemory()

  /// - Parameter tls: how certificates are checked.
  package init(_ configuration: Configuration, tls: TLSConfiguration) {
    self.configuration = Mutex(configuration)
    var transport = HTTPClient.Configuration(tlsConfiguration: tls)
    // The key is sent to the configured server only.
    transport.redirectConfiguration = .disallow
    transport.timeout.connect = Self.connectLimit
    transport.decompression = .enabled(limit: .size(Self.maximumExpandedBytes))
    // `RetryRule` decides when and how often to retry.
    transport.connectionPool.retryConnectionEstablishment = false
    // A stream has a frame around every few words.
    transport.limitAnswers(to: Self.maximumTransferBytes)
    client = HTTPClient(
      eventLoopGroupProvider: .shared(OutboundLoops.models), configuration: transport)
  }

  /// Changes the server's own model and the time limits, for completions from now on.
  package func setConfiguration(_ configuration: Configuration) {
    self.configuration.withLock { $0 = configuration }
  }

  /// Shuts it down. Running completions fail.
  package func stop() async { try? await client.shutdown() }

  /// A failed start has no owner to stop this, and dropping a running client traps.
  deinit { client.shutdown { _ in } }

  /// See `ModelCompleting.complete`.
  package func complete(
    _ request: ModelRequest, at place: ModelPlace, onDelta: @escaping @Sendable (ModelDelta) -> Void
  ) async throws -> ModelAnswer {
    try await withTaskExecutorPreference(OutboundThreads.models) {
      try await answer(request, at: place, onDelta: onDelta)
    }
  }

  private func answer(
    _ request: ModelRequest, at place: ModelPlace, onDelta: @escaping @Sendable (ModelDelta) -> Void
  ) async throws -> ModelAnswer {
    let configuration = configuration.withLock { $0 }
    let endpoint = try await ModelEndpoint.resolve(place, server: configuration)
    let beginning = Beginning()
    return try await withThrowingTaskGroup(of: ModelAnswer.self) { group in
      defer { group.cancelAll() }
      group.addTask { [self] in
        var answer = try await complete(request, at: endpoint) { delta in
          beginning.hasCome.store(true, ordering: .relaxed)
          onDelta(delta)
        }.withoutThoughts
        if request.schema != nil { answer = answer.withBareJSON }
        try Self.check(answer, request: request, endpoint: endpoint)
        return answer
      }
      group.addTask {
        let (first, all) = (configuration.firstTokenLimit, configuration.limit)
        let url = endpoint.url
        try await Patience.wait(min(first, all))
        if !beginning.hasCome.load(ordering: .relaxed) {
          throw Self.timeout(
            url: url, what: "said nothing", limit: min(first, all),
            setting: "model_first_token_seconds")
        }
        try await Patience.wait(max(all - first, .zero))
        throw Self.timeout(
          url: url, what: "did not end its answer", limit: all, setting: "model_seconds")
      }
      // Whichever comes first: the answer or the time limit.
      guard let answer = try await group.next() else { throw CancellationError() }
      return answer
    }
  }

  /// The base URL, for logs.
  package func address(of place: ModelPlace) -> String {
    place.url ?? configuration.withLock { $0.url }
  }

  private static func timeout(
    url: String, what: String, limit: Duration, setting: String
  ) -> HermesError {
    HermesError(
      .modelTimeout,
      message: "The model at \(url) \(what) within \(limit). Try again, or raise \(setting).",
      isRetryable: true)
  }

  /// The schema is only as reliable as the model's server, so check the answer.
  private static func check(
    _ answer: ModelAnswer, request: ModelRequest, endpoint: ModelEndpoint
  ) throws {
    guard request.schema != nil, JSONValue(parsing: Array(answer.text.utf8)) == nil else {
      return
    }
    let cause =
      answer.finishReason == "length"
      ? "was cut off inside its JSON; raise max_tokens"
      : "answered no JSON although a schema was given; use a server that takes response_format"
    throw HermesError(
      .modelBadAnswer, message: "The model at \(endpoint.url) \(cause).", isRetryable: true)
  }

  // MARK: - Requests

  /// Sends the request again as long as nothing of an answer has arrived: unchanged after a
  /// temporary fault, and in another dialect after a refusal that names a parameter.
  private func complete(
    _ request: ModelRequest, at endpoint: ModelEndpoint,
    onDelta: @escaping @Sendable (ModelDelta) -> Void
  ) async throws -> ModelAnswer {
    let known = dialects.dialect(of: endpoint)
    var fallback = DialectFallback(request, from: known)
    var attempt = 1
    while true {
      let body = CompletionBody.makeBody(of: request, model: endpoint.name, in: fallback.dialect)
      do throws(CompletionFailure) {
        let answer = try await send(body, to: endpoint, onDelta: onDelta)
        if fallback.learnt != known { dialects.learn(fallback.learnt, of: endpoint) }
        return answer
      } catch {
        try Task.checkCancellation()
        if let refusal = error.refusal, fallback.giveUp(after: refusal) { continue }
        guard error.mayRetry,
          let delay = RetryRule.delay(
            after: attempt, asked: error.asked, jitter: .random(in: 0...1))
        else { throw error.error }
        attempt += 1
        try await Task.sleep(for: delay)
      }
    }
  }

  private func send(
    _ body: [UInt8], to endpoint: ModelEndpoint, onDelta: @Sendable (ModelDelta) -> Void
  ) async throws(CompletionFailure) -> ModelAnswer {
    var request = HTTPClientRequest(url: endpoint.completions)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "Accept", value: "text/event-stream")
    // Compressed answers arrive late.
    request.headers.add(name: "Accept-Encoding", value: "identity")
    if !endpoint.key.isEmpty {
      request.headers.add(name: "Authorization", value: "Bearer \(endpoint.key)")
    }
    request.body = .bytes(body)
    let response: HTTPClientResponse
    do { response = try await client.execute(request, deadline: .distantFuture) } catch {
      if error is AnswerBytes.TooMany {
        throw CompletionFailure.failure(for: .answerTooLong, from: endpoint)
      }
      throw CompletionFailure(connection: error, from: endpoint)
    }
    guard response.status == .ok else {
      let said = try? await response.body.collect(upTo: Self.maximumErrorBytes)
      throw CompletionFailure(
        status: Int(response.status.code),
        reason: ServerReason(body: said.map { Array($0.readableBytesView) } ?? []),
        retryAfter: RetryRule.retryAfter(response.headers.first(name: "Retry-After"), now: Date()),
        from: endpoint)
    }
    let type = response.headers.first(name: "Content-Type")
    switch type?.prefix(while: { $0 != ";" && $0 != " " }).lowercased() {
    case "text/event-stream":
      return try await readStream(response.body, from: endpoint, onDelta: onDelta)
    case "application/json":
      return try await readWhole(response.body, from: endpoint, onDelta: onDelta)
    default: throw CompletionFailure(contentType: type, from: endpoint)
    }
  }

  /// An answer, or an error, from a server that does not stream.
  private func readWhole(
    _ body: HTTPClientResponse.Body, from endpoint: ModelEndpoint,
    onDelta: @Sendable (ModelDelta) -> Void
  ) async throws(CompletionFailure) -> ModelAnswer {
    var stream = CompletionStream(key: endpoint.key)
    do {
      let document = try await body.collect(upTo: Self.maximumDocumentBytes)
      for delta in try stream.feed(document: Array(document.readableBytesView)) { onDelta(delta) }
      return stream.answer
    } catch let fault as CompletionStream.Fault {
      throw CompletionFailure.failure(for: fault, from: endpoint)
    } catch is NIOTooManyBytesError {
      throw CompletionFailure.failure(for: .answerTooLong, from: endpoint)
    } catch { throw CompletionFailure(connection: error, from: endpoint) }
  }

  private func readStream(
    _ body: HTTPClientResponse.Body, from endpoint: ModelEndpoint,
    onDelta: @Sendable (ModelDelta) -> Void
  ) async throws(CompletionFailure) -> ModelAnswer {
    var stream = CompletionStream(key: endpoint.key)
    var hasBegun = false
    func passOn(_ deltas: [ModelDelta]) {
      hasBegun = hasBegun || !deltas.isEmpty
      for delta in deltas { onDelta(delta) }
    }
    do {
      for try await piece in body {
        // If there is always more to read, nothing else suspends this shared thread.
        await Task.yield()
        try Task.checkCancellation()
        passOn(try stream.feed(piece.readableBytesView))
        if stream.isDone { return stream.answer }
      }
      passOn(try stream.finish())
      return stream.answer
    } catch {
      let failure =
        (error as? CompletionStream.Fault).map {
          CompletionFailure.failure(for: $0, from: endpoint)
        }
        ?? CompletionFailure(connection: error, from: endpoint)
      // Text that has been passed on cannot be withdrawn.
      throw hasBegun ? failure.final : failure
    }
  }
}
