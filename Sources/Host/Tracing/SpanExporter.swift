import AsyncHTTPClient
import HermesContract
import HermesOutbound
import Logging
import NIOCore
import Synchronization

/// Sends spans in groups to an OpenTelemetry collector, as OTLP over HTTP in JSON.
///
/// Nothing waits for it: spans that arrive while `capacity` of them are waiting are dropped and
/// counted.
package final class SpanExporter: SpanRecording {
  private struct State: Sendable {
    var waiting: [Span] = []
    var dropped = 0
  }

  private static let capacity = 4096
  private static let interval = Duration.seconds(1)
  private static let timeout = TimeAmount.seconds(10)

  private let url: String
  private let headers: [(String, String)]
  private let client: HTTPClient
  private let logger: Logger
  private let state = Mutex(State())
  private let sender = Mutex<Task<Void, Never>?>(nil)

  /// - Parameters:
  ///   - endpoint: the collector's base URL, without `/v1/traces`.
  ///   - headers: header fields for each request, for example with an API key.
  package init(
    endpoint: String, headers: [(String, String)], client: HTTPClient, logger: Logger
  ) {
    url = (endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint) + "/v1/traces"
    self.headers = headers
    self.client = client
    self.logger = logger
    let task = Task { [weak self] in
      while !Task.isCancelled {
        await Task.pause(for: Self.interval)
        await self?.flush()
      }
    }
    sender.withLock { $0 = task }
  }

  package func record(_ span: Span) {
    guard span.context.isSampled else { return }
    state.withLock { state in
      if state.waiting.count < Self.capacity {
        state.waiting.append(span)
      } else {
        state.dropped += 1
      }
    }
  }

  /// Sends the waiting spans and stops.
  package func stop() async {
    let task = sender.withLock { task in
      defer { task = nil }
      return task
    }
    task?.cancel()
    await task?.value
    await flush()
  }

  private func flush() async {
    let (spans, dropped) = state.withLock { state in
      defer { state = State() }
      return (state.waiting, state.dropped)
    }
    if dropped > 0 {
      logger.warning("spans dropped: the collector is too slow", metadata: ["count": "\(dropped)"])
    }
    guard !spans.isEmpty else { return }
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.body = .bytes(ByteBuffer(bytes: JSONWriter.bytes(OTLPDocument.makeDocument(of: spans))))
    do {
      let response = try await client.execute(request, deadline: .now() + Self.timeout)
      guard (200..<300).contains(response.status.code) else {
        return logger.warning(
          "the collector refused spans",
          metadata: ["status": "\(response.status.code)", "count": "\(spans.count)"])
      }
    } catch {
      // Traces are diagnostic data and not worth a queue on disk.
      logger.warning(
        "spans could not be sent; check otlp_endpoint",
        metadata: ["error": "\(ConnectionFault(error).reason)", "count": "\(spans.count)"])
    }
  }
}
