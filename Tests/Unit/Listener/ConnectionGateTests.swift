import HermesContract
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
}
