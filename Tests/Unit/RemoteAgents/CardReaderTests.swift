import HermesContract
import Testing

@testable import HermesRemoteAgents

struct CardReaderTests {
  private static let card = """
    {"name":"R","description":"d","version":"1","skills":[{"id":"s","name":"s","description":"d"}],
    "supportedInterfaces":[{"url":"http://internal:8080/rpc","protocolBinding":"JSONRPC",
    "protocolVersion":"1.0","tenant":"t"}]}
    """

  private static func interface(_ agent: RemoteAgent) async throws -> RemoteCard.Interface {
    try CardReader.read(Array(card.utf8), of: agent, peer: try await RemotePeer(agent)).interface
  }

  @Test("An address that can't be reached from here gives way to the manifest's endpoint")
  func endpoint() async throws {
    var agent = RemoteAgent(name: "R", url: "https://agents.example/r")
    let refused = await #expect(throws: HermesError.self) { try await Self.interface(agent) }
    #expect(refused?.message.contains("as endpoint") == true)
    agent.endpoint = "https://agents.example/r/rpc"
    let interface = try await Self.interface(agent)
    #expect(interface.url == "https://agents.example/r/rpc" && interface.tenant == "t")
  }

  @Test("A card with very many words is refused")
  func manyWords() async throws {
    var agent = RemoteAgent(name: "R", url: "https://agents.example/r")
    agent.endpoint = "https://agents.example/r/rpc"
    let tags = (0...2000).map { "\"t\($0)\"" }.joined(separator: ",")
    let card = Self.card.replacing(
      #""description":"d"}]"#, with: #""description":"d","tags":["# + tags + "]}]")
    let peer = try await RemotePeer(agent)
    let refused = #expect(throws: HermesError.self) {
      try CardReader.read(Array(card.utf8), of: agent, peer: peer)
    }
    #expect(refused?.message.contains("more than 2000") == true)
  }

  @Test("A card from elsewhere claims no requests as a whole")
  func wholeRequests() async throws {
    let own = #"""
      ,"hermes":{"skills":{"s":{"category":"c","capabilities":{"talk":{"verbs":["say"],"objects":["word"],"alone":["hello"]}}}}}}
      """#
    var agent = RemoteAgent(name: "R", url: "https://agents.example/r")
    agent.endpoint = "https://agents.example/r/rpc"
    let bytes = Array((Self.card.dropLast() + own).utf8)
    let card = try CardReader.read(bytes, of: agent, peer: try await RemotePeer(agent)).card
    #expect(card.skills[0].capabilities.map(\.verbs) == [["say"]])
    #expect(card.skills[0].capabilities.map(\.alone) == [[]])
  }
}
