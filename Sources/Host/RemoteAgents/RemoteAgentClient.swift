import AsyncHTTPClient
import HermesA2AWire
import HermesContract
import HermesOutbound
import NIOCore
import NIOSSL

/// Calls remote A2A v1.0 agents over their JSON-RPC binding.
package final class RemoteAgentClient: RemoteAgentCalling {
  private static let connectLimit = TimeAmount.seconds(5)
  /// From requesting a card to its last byte.
  private static let cardLimit = Duration.seconds(5)
  /// How long the end of a task waits for a remote agent that is waiting itself.
  private static let withdrawLimit = Duration.seconds(2)

  private let transport: RemoteTransport

  /// Keeps connections open as long as the process lives.
  /// - Parameter tls: how certificates are checked.
  package init(tls: TLSConfiguration) {
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
    // The key and the request are sent only where the manifest says.
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = Self.connectLimit
    // A call that may have arrived is not repeated; the orchestrator repeats one that has not.
    configuration.connectionPool.retryConnectionEstablishment = false
    // `RemoteBudget` limits bodies; this adds room for heads and chunk sizes.
    configuration.limitAnswers(to: RemoteBudget.standardBytes + RemoteBudget.standardBytes / 4)
    let loops = HTTPClient.EventLoopGroupProvider.shared(OutboundLoops.agents)
    let client = HTTPClient(eventLoopGroupProvider: loops, configuration: configuration)
    configuration.maximumUsesPerConnection = 1
    transport = RemoteTransport(
      client: client,
      messages: HTTPClient(eventLoopGroupProvider: loops, configuration: configuration))
  }

  /// See `RemoteAgentCalling.card(of:)`.
  package func card(of agent: RemoteAgent) async throws -> RemoteCard {
    try await withTaskExecutorPreference(OutboundThreads.agents) { try await readCard(of: agent) }
  }

  private func readCard(of agent: RemoteAgent) async throws -> RemoteCard {
    let peer = try await RemotePeer(agent)
    let bytes: [UInt8]
    do throws(RemoteFault) {
      bytes = try await transport.get(
        peer.cardURL, as: peer, limit: Self.cardLimit, maximum: CardReader.maximumBytes)
    } catch {
      throw error.error(of: peer, isIdempotent: true)
    }
    return try CardReader.read(bytes, of: agent, peer: peer)
  }

  /// See `RemoteAgentCalling.call`.
  package func call(
    _ invocation: RemoteInvocation, onEvent: @escaping @Sendable (AgentEmission) async -> Void
  ) async throws -> RemoteAnswer {
    let peer = try await RemotePeer(invocation.agent)
    let call = RemoteCall(invocation, peer: peer, transport: transport, onEvent: onEvent)
    do {
      return try await withTaskExecutorPreference(OutboundThreads.agents) { try await call.run() }
    } catch let fault as RemoteFault {
      try Task.checkCancellation()
      throw fault.error(of: peer, isIdempotent: invocation.skill?.isIdempotent ?? false)
    }
  }

  /// See `RemoteAgentCalling.withdraw`.
  package func withdraw(
    _ question: AgentQuestion, from agent: RemoteAgent, card: RemoteCard
  ) async {
    guard let question = RemoteQuestion(state: question.state),
      let peer = try? await RemotePeer(agent)
    else { return }
    var params = JSONObject()
    params["id"] = .string(question.task)
    _ = try? await transport.call(
      RPC.Request(.cancelTask, params: params, to: card.interface), at: card.interface, as: peer,
      trace: nil,
      limit: Self.withdrawLimit, budget: nil)
  }
}
