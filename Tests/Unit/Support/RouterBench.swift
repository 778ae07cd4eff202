import HTTPTypes
import HermesAccounts
import HermesContract
import HermesEvents
import HermesStreams
import Hummingbird
import NIOCore
import NIOEmbedded

@testable import HermesHTTP

/// The router of a server that listens on a loopback address, asked without a connection.
struct RouterBench: Sendable {
  struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var json: JSONValue { (try? JSONParser.parse(bytes)) ?? .null }
    /// Of a problem.
    var code: String? { json["code"]?.string }
  }

  let bench: ServerBench
  /// Of somebody with an account: grace@example.org.
  let authorization: [String: String]
  private let responder: RouterResponder<HermesContext>

  init(requestsPerAddress: Int = 9) async throws {
    bench = try await ServerBench()
    authorization = ["Authorization": "Bearer \(try await bench.register().token)"]
    let services = HTTPServices(
      accounts: bench.accounts, audit: nil, tasks: bench.tasks, blobs: bench.bench.blobs,
      metrics: StreamMetrics(), serverMetrics: ServerMetrics(), spans: nil,
      connections: bench.connections,
      eventSources: EventSourceDoor(bench.streams), waitingRequestsPerUser: 9,
      requestsPerAddress: requestsPerAddress, proxies: TrustedProxies([]),
      origins: OriginPolicy(isLoopback: true, allowed: []), publicURL: nil,
      requests: Throttle(burst: 1000, perSecond: 1000), version: "1",
      epoch: bench.bench.store.epoch, operatorIdentity: bench.streams.operatorIdentity,
      administration: BrokenAdministration(), logger: JournalBench.logger)
    responder = HermesRouter.makeRouter(services).buildResponder()
  }

  /// - Parameters:
  ///   - host: as it is in the request's Host field; nil: it has none.
  ///   - overSocket: whether it comes over the control socket.
  func send(
    _ method: HTTPRequest.Method, _ path: String, _ fields: [String: String] = [:],
    host: String? = "localhost", body: String = "", overSocket: Bool = false
  ) async throws -> Answer {
    var head = HTTPRequest(method: method, scheme: "http", authority: host, path: path)
    for (name, value) in fields { head.headerFields[HTTPField.Name(name)!] = value }
    let channel = NIOAsyncTestingChannel()
    let address =
      overSocket
      ? try SocketAddress(unixDomainSocketPath: "/control")
      : try SocketAddress(ipAddress: "127.0.0.1", port: 1)
    try await channel.connect(to: address).get()
    channel.localAddress = address
    let context = HermesContext(
      source: ApplicationRequestContextSource(channel: channel, logger: JournalBench.logger))
    let buffer = ByteBuffer(string: body)
    let response = try await responder.respond(
      to: Request(head: head, body: Hummingbird.RequestBody(buffer: buffer)), context: context)
    let content = Content()
    try await response.body.write(content)
    return Answer(
      status: response.status.code, headers: response.headers, bytes: await content.bytes)
  }
}

/// Collects the content of a response.
private actor Collected {
  private(set) var bytes: [UInt8] = []
  func append(_ buffer: ByteBuffer) { bytes += buffer.readableBytesView }
}

private struct Content: ResponseBodyWriter {
  private let collected = Collected()

  var bytes: [UInt8] { get async { await collected.bytes } }

  func write(_ buffer: ByteBuffer) async throws { await collected.append(buffer) }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Fails in a way that nobody foresaw.
private struct BrokenAdministration: AgentAdministering {
  private struct Failure: Error { let secret = "secret" }

  var refusalLines: [String] { [] }
  func reload() async {}
  func enable(_ name: String) async throws { throw Failure() }
  func disable(_ name: String) async throws { throw Failure() }
}
