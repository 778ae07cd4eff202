import HermesContract
import NIOCore
import NIOEmbedded
import Testing

@testable import HermesListener

struct ConnectionGateTests {
  private func gate(total: Int, perAddress: Int) -> ConnectionGate {
    ConnectionGate(
      .init(total: total, perAddress: perAddress),
      proxies: TrustedProxies([IPNetwork("10.0.0.1")].compactMap { $0 }))
  }

  @Test("One address is bounded, others are not, and places come back")
  func perAddress() throws {
    let gate = gate(total: 100, perAddress: 2)
    let first = try #require(gate.admit("a"))
    #expect(gate.admit("a") != nil && gate.admit("a") == nil && gate.admit("b") != nil)
    gate.leave(first)
    #expect(gate.admit("a") != nil && gate.admit("a") == nil)
  }

  @Test("All together are bounded")
  func total() throws {
    let gate = gate(total: 2, perAddress: 2)
    let first = try #require(gate.admit("a"))
    #expect(gate.admit("b") != nil && gate.admit("c") == nil)
    gate.leave(first)
    #expect(gate.admit("c") != nil && gate.count == 2)
  }

  @Test("A stream counts for no address any more, but still in all")
  func upgraded() throws {
    let gate = gate(total: 2, perAddress: 1)
    let stream = gate.upgrade(try #require(gate.admit("a")))
    #expect(gate.admit("a") != nil && gate.admit("b") == nil)
    gate.leave(stream)
    #expect(gate.count == 1 && gate.admit("a") == nil && gate.admit("b") != nil)
  }

  @Test("A trusted proxy stands for many clients")
  func proxies() {
    let gate = gate(total: 3, perAddress: 1)
    for _ in 0..<3 { #expect(gate.admit("10.0.0.1") != nil) }
    #expect(gate.admit("10.0.0.1") == nil)
  }

  @Test(
    "A connection counts for its address until its stream is open, and its handler is gone then")
  func admission() throws {
    let gate = gate(total: 9, perAddress: 1)
    let channel = EmbeddedChannel()
    let peer = try SocketAddress(ipAddress: "192.0.2.1", port: 1)
    try channel.pipeline.syncOperations.addHandler(ConnectionAdmission(gate, isEncrypted: false))
    channel.remoteAddress = peer
    try channel.connect(to: peer).wait()
    #expect(gate.count == 1 && gate.admit("192.0.2.1") == nil)
    ConnectionAdmission.streamOpened(on: channel)
    channel.embeddedEventLoop.run()
    #expect(throws: ChannelPipelineError.self) {
      try channel.pipeline.syncOperations.handler(type: ConnectionAdmission.self)
    }
    #expect(gate.admit("192.0.2.1") != nil && gate.count == 2)
    // Nothing happens for one that has no place.
    ConnectionAdmission.streamOpened(on: channel)
    _ = try channel.finish()
    #expect(gate.count == 1)
  }
}
